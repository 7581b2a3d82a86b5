// Results for teachers: as the page shows them, and as files for spreadsheets. Tests: test/classroom/routes.test.ts.
import { type Context, Hono } from 'hono';
import writeExcelFile from 'write-excel-file/node';
import { harmless, writeCsv } from '../../checkup/csv.ts';
import { sheets } from '../gradebook.ts';
import type { Role } from '../model.ts';
import { shownQuestion } from '../public.ts';
import { sheetWords } from '../strings.ts';
import type { Live } from './live.ts';
import type { Rooms } from './rooms.ts';
import type { Env } from './routes.ts';

export interface ExportOptions {
  rooms: Rooms;
  withRole: (context: Context<Env>, ...allowed: Role[]) => Promise<{ live: Live; role: Role }>;
}

export function exportRoutes({ rooms, withRole }: ExportOptions): Hono<Env> {
  const app = new Hono<Env>();

  app.get('/rooms/:id/results', async (context) => {
    const { live } = await withRole(context, 'teacher', 'assistant');
    const { setup } = live.room;
    return context.json({
      ...(await rooms.results(live)),
      questions: setup.questions.map((_, index) => shownQuestion(setup, index, true)),
    });
  });

  app.get('/rooms/:id/results.csv', async (context) => {
    const { live } = await withRole(context, 'teacher', 'assistant');
    const all = sheets(live.room.setup, await rooms.results(live), sheetWords);
    const sheet = all[['grades', 'answers', 'questions'].indexOf(context.req.query('sheet') ?? 'grades')];
    if (!sheet) return context.json({ error: { code: 'no-content' } }, 404);
    context.header('Content-Type', 'text/csv; charset=utf-8');
    return context.body(writeCsv(sheet.rows, context.req.query('separator') === ';' ? ';' : ','));
  });

  app.get('/rooms/:id/results.xlsx', async (context) => {
    const { live } = await withRole(context, 'teacher', 'assistant');
    const all = sheets(live.room.setup, await rooms.results(live), sheetWords);
    const file = await writeExcelFile(
      all.map(({ name, rows }) => ({
        sheet: name,
        stickyRowsCount: 1,
        data: rows.map((row, at) =>
          row.map((value) =>
            value === null
              ? null
              : {
                  value: typeof value === 'string' ? harmless(value) : value,
                  ...(at === 0 && { fontWeight: 'bold' as const }),
                },
          ),
        ),
      })),
    ).toBuffer();
    context.header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    return context.body(new Uint8Array(file));
  });

  return app;
}
