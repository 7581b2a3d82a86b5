import 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    /** Hydrates after the first paint: see src/course/client/painted.ts. */
    'client:painted'?: boolean;
  }
}
