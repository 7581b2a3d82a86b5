// How much is asked at once: the page needs it before it loads the schedule.

/** More than this in one sitting tires; the rest waits until tomorrow, or until the learner asks for it. */
export const A_SITTING = 20;
