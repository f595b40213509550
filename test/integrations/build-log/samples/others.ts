import type { Sample } from './sample.ts';

/** Docker, other languages, and what the platform itself says. */
export const OTHERS: Sample[] = [
  {
    tool: 'Docker, file not in the context',
    log: `#7 [3/5] COPY requirements.txt ./
#7 ERROR: failed to calculate checksum of ref 1f2e3d::abc: "/requirements.txt": not found
------
 > [3/5] COPY requirements.txt ./:
------
Dockerfile:4
--------------------
   4 | >>> COPY requirements.txt ./
--------------------
ERROR: failed to solve: failed to compute cache key: "/requirements.txt": not found`,
    starts: '#7 [3/5] COPY requirements.txt ./',
    shows: ['#7 ERROR: failed to calculate checksum of ref 1f2e3d::abc: "/requirements.txt": not found'],
    hides: [],
  },
  {
    tool: 'Docker, a build step that failed',
    log: `#9 [4/5] RUN npm run build
#9 1.402 > tsc
#9 4.211 src/server.ts(9,3): error TS2304: Cannot find name 'proces'.
#9 ERROR: process "/bin/sh -c npm run build" did not complete successfully: exit code: 2
------
ERROR: failed to solve: process "/bin/sh -c npm run build" did not complete successfully: exit code: 2`,
    starts: "#9 4.211 src/server.ts(9,3): error TS2304: Cannot find name 'proces'.",
    shows: [],
    hides: ['failed to solve'],
  },
  {
    tool: 'Python traceback',
    log: `==> Running build command 'python manage.py collectstatic'...
Traceback (most recent call last):
  File "/opt/render/project/src/manage.py", line 22, in <module>
    main()
  File "/opt/render/project/src/manage.py", line 18, in main
    execute_from_command_line(sys.argv)
  File "/opt/render/project/src/web/settings.py", line 31, in <module>
    SECRET = os.environ["DJANGO_KEY"]
KeyError: 'DJANGO_KEY'
==> Build failed`,
    starts: 'Traceback (most recent call last):',
    shows: [
      "KeyError: 'DJANGO_KEY'",
      '  File "/opt/render/project/src/web/settings.py", line 31, in <module>',
    ],
    hides: ['==> Running', '==> Build failed'],
  },
  {
    tool: 'pip',
    log: `Collecting flask==3.1.0
  Downloading flask-3.1.0-py3-none-any.whl (102 kB)
ERROR: Could not find a version that satisfies the requirement numpyy==2.1 (from versions: none)
ERROR: No matching distribution found for numpyy==2.1`,
    starts:
      'ERROR: Could not find a version that satisfies the requirement numpyy==2.1 (from versions: none)',
    shows: ['ERROR: No matching distribution found for numpyy==2.1'],
    hides: ['Collecting'],
  },
  {
    tool: 'Python syntax error',
    log: `  File "/app/main.py", line 3
    def run(:
            ^
SyntaxError: invalid syntax`,
    starts: '  File "/app/main.py", line 3',
    shows: ['SyntaxError: invalid syntax'],
    hides: [],
  },
  {
    tool: 'Go, compiler',
    log: `go: downloading github.com/go-chi/chi/v5 v5.2.0
# github.com/acme/api/cmd/server
cmd/server/main.go:21:9: undefined: startServer
cmd/server/main.go:30:2: declared and not used: port
make: *** [Makefile:4: build] Error 1`,
    starts: '# github.com/acme/api/cmd/server',
    shows: [
      'cmd/server/main.go:21:9: undefined: startServer',
      'cmd/server/main.go:30:2: declared and not used: port',
    ],
    hides: ['go: downloading', 'make: ***'],
  },
  {
    tool: 'Go, test',
    log: `ok  	github.com/acme/api/users	0.012s
--- FAIL: TestTotal (0.00s)
    cart_test.go:14: got 2, want 3
FAIL
FAIL	github.com/acme/api/cart	0.009s`,
    starts: '--- FAIL: TestTotal (0.00s)',
    shows: ['    cart_test.go:14: got 2, want 3'],
    hides: ['ok  '],
  },
  {
    tool: 'Go modules',
    log: `go: downloading github.com/acme/missing v1.0.0
go: github.com/acme/missing@v1.0.0: reading https://proxy.golang.org/: 404 Not Found
	server response: not found`,
    starts: 'go: github.com/acme/missing@v1.0.0: reading https://proxy.golang.org/: 404 Not Found',
    shows: ['\tserver response: not found'],
    hides: ['downloading'],
  },
  {
    tool: 'Rust',
    log: `   Compiling api v0.1.0 (/app)
error[E0425]: cannot find value \`prot\` in this scope
 --> src/main.rs:4:20
error: could not compile \`api\` (bin "api") due to 1 previous error`,
    starts: 'error[E0425]: cannot find value `prot` in this scope',
    shows: [' --> src/main.rs:4:20'],
    hides: ['Compiling', 'could not compile'],
  },
  {
    tool: 'out of memory',
    log: `Creating an optimized production build ...
<--- Last few GCs --->
[27:0x5c0]    61034 ms: Mark-Compact 2046.9 (2083.2) -> 2046.1 (2083.4) MB
FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
 1: 0xb9c1e0 node::Abort() [node]
Aborted (core dumped)
Error: Command "npm run build" exited with 134`,
    starts: 'Creating an optimized production build ...',
    shows: ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
    hides: ['exited with 134'],
  },
  {
    tool: 'a command that is not installed',
    log: `> web-app@1.0.0 build
> next build
sh: line 1: next: command not found
Error: Command "npm run build" exited with 127`,
    starts: '> next build',
    shows: ['sh: line 1: next: command not found'],
    hides: ['exited with 127'],
  },
  {
    tool: 'git',
    log: `Cloning github.com/acme/web-app (Branch: feature/login, Commit: a1b2c3d)
fatal: could not read Username for 'https://github.com': terminal prompts disabled
Error: Command "git submodule update" exited with 128`,
    starts: 'Cloning github.com/acme/web-app (Branch: feature/login, Commit: a1b2c3d)',
    shows: ["fatal: could not read Username for 'https://github.com': terminal prompts disabled"],
    hides: ['exited with 128'],
  },
  {
    tool: 'Vercel, nothing built',
    log: `Build Completed in /vercel/output [2s]
Error: No Output Directory named "public" found after the Build completed. You can configure the Output Directory in your Project Settings.
Learn More: https://vercel.link/missing-public-directory`,
    starts:
      'Error: No Output Directory named "public" found after the Build completed. You can configure the Output Directory in your Project Settings.',
    shows: ['Learn More: https://vercel.link/missing-public-directory'],
    hides: ['Build Completed in'],
  },
  {
    tool: 'timestamps before every line',
    log: `2026-11-24T10:30:01.000Z npm warn deprecated glob@7
2026-11-24T10:30:04.120Z src/a.ts(1,1): error TS1005: ';' expected.
2026-11-24T10:30:05.000Z Error: Command "tsc" exited with 2`,
    starts: "2026-11-24T10:30:04.120Z src/a.ts(1,1): error TS1005: ';' expected.",
    shows: [],
    hides: ['deprecated', 'exited with 2'],
  },
  {
    tool: 'nothing known but the consequence',
    log: `Step 1: preparing
Step 2: checksum differs
Error: Command "./build.sh" exited with 3`,
    starts: 'Step 1: preparing',
    shows: ['Step 2: checksum differs', 'Error: Command "./build.sh" exited with 3'],
    hides: [],
  },
];
