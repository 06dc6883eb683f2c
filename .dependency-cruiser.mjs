/** Boundaries. Each rule is shown to fail once by test/architecture/boundaries.spec.ts. */
const CONTEXTS = 'branches|reviews|problems|goals|lists|oversight|policy|chronicle|corrections|drafts';

/** What a context publishes to the others: its events and the pure code in published/. */
const PUBLISHED =
  '^libs/(?:branches|reviews|problems|goals|lists|oversight|policy|chronicle|corrections|drafts)/(?:events\\.ts|published/)';

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no order in which it can be understood.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment:
        'Domain code knows the event format, the published facts of other contexts, and pure helpers; nothing else.',
      severity: 'error',
      from: {
        path: `^libs/(?:${CONTEXTS})/(?:domain|published)/|^libs/(?:${CONTEXTS})/events\\.ts`,
        pathNot: '\\.spec\\.ts$|/policy-reader\\.ts$',
      },
      to: {
        pathNot: [
          `^libs/(?:${CONTEXTS})/(?:domain|published)/`,
          PUBLISHED,
          '^libs/event-sourcing/(?:event|decider|amendments/(?:amendment|json-pointer|text-fields))\\.ts$',
          '^libs/(?:time|access|text)/',
        ],
      },
    },
    {
      name: 'contexts-meet-through-what-they-publish',
      comment: 'Another context is known by its events and published code only.',
      severity: 'error',
      from: { path: `^libs/(${CONTEXTS})/`, pathNot: '\\.spec\\.ts$|/testing/' },
      to: { path: `^libs/(?:${CONTEXTS})/`, pathNot: ['^libs/$1/', PUBLISHED] },
    },
    {
      name: 'imports-know-no-context',
      comment: 'Every context adds its own sheets; how sheets are read and recorded is the same for all.',
      severity: 'error',
      from: { path: '^libs/imports/', pathNot: '\\.spec\\.ts$' },
      to: { path: `^(?:libs/(?:${CONTEXTS})|apps)/` },
    },
    {
      name: 'reading-of-rows-is-pure',
      severity: 'error',
      from: { path: '^libs/imports/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/imports/domain/', '^libs/(?:time|text)/'] },
    },
    {
      name: 'event-sourcing-knows-no-domain',
      comment: 'The engine is usable by any domain, and stands on no framework of the platform.',
      severity: 'error',
      from: { path: '^libs/event-sourcing/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(?:libs|apps)/', pathNot: '^libs/event-sourcing/' },
    },
    {
      name: 'platform-knows-no-context',
      severity: 'error',
      from: { path: '^libs/(?:platform|time|access|text)/', pathNot: '\\.spec\\.ts$' },
      to: { path: `^(?:libs/(?:${CONTEXTS})|apps)/` },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'only-tests-use-test-kits',
      severity: 'error',
      from: { path: '^(?:libs|apps)/', pathNot: '\\.spec\\.ts$|/testing/' },
      to: { path: '/testing/|^test/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
