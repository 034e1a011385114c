using CodeAssist.Core.Review.Checks.Text;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Review.Checks.Text;

/// <summary>Each rule on texts that it is about, and on texts that look like them.</summary>
public sealed class TextChecksTests
{
    public static TheoryData<string, string, string> Faults => new()
    {
        { "conflict-marker", "a.txt", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n" },
        { "conflict-marker", "a.txt", "<<<<<<< HEAD\nb\n||||||| base\nx\n=======\nc\n>>>>>>> other\n" },
        { "conflict-marker", "a.txt", "<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> other\r\n" },
        { "bidirectional-text", "a.py", "if role != \"user\u202E\": pass\n" },
        { "bidirectional-text", "a.c", "/* \u2066 begin admins only */\n" },
        { "bidirectional-text", "a.md", "Run \u202Ethis\u202C.\n" },
        { "invisible-character", "a.py", "user\u200Bname = 1\n" },
        { "invisible-character", "a.js", "let a = 'x\u200E';\n" },
        { "invisible-character", "a.js", "let a\u3164 = 1;\n" },
        { "invisible-character", "a.md", "Do this.\U000E0041\U000E0042\n" },
        { "focused-test", "src/a.test.ts", "it.only('adds', () => {});\n" },
        { "focused-test", "src/__tests__/a.js", "describe.only(`x`, () => {});\n" },
        { "focused-test", "spec/a.spec.js", "fdescribe('x', () => {});\n" },
        { "focused-test", "spec/a.spec.js", "describe('x', () => {\n  fit(\"y\", () => {});\n});\n" },
        { "focused-test", "spec/a_spec.rb", "  fit 'adds' do\n  end\n" },
        { "disabled-test", "src/a.test.ts", "it.skip('adds', () => {});\n" },
        { "disabled-test", "src/a.test.ts", "  xit('adds', () => {});\n" },
        { "disabled-test", "src/test/java/ATest.java", "import org.junit.jupiter.api.Test;\n@Disabled\n@Test void adds() {}\n" },
        { "disabled-test", "tests/test_a.py", "@pytest.mark.skip(reason='flaky')\ndef test_a(): pass\n" },
        { "disabled-test", "tests/test_a.py", "@pytest.mark.skip\ndef test_a(): pass\n" },
        { "disabled-test", "src/lib.rs", "#[test]\n#[ignore]\nfn adds() {}\n" },
        { "debug-leftover", "a.js", "  debugger;\n" },
        { "debug-leftover", "a.ts", "if (a) { debugger }\n" },
        { "debug-leftover", "a.ts", "debugger;\r\nrun();\r\n" },
        { "debug-leftover", "a.py", "import pdb; pdb.set_trace()\n" },
        { "debug-leftover", "a.py", "    breakpoint()\n" },
        { "debug-leftover", "a.rb", "  binding.pry\n" },
        { "debug-leftover", "a.rs", "let b = dbg!(a + 1);\n" },
        { "debug-leftover", "a.ex", "    require IEx; IEx.pry()\n" },
        { "tls-check-off", "a.js", "new https.Agent({ rejectUnauthorized: false })\n" },
        { "tls-check-off", "a.js", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n" },
        { "tls-check-off", "a.js", "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0;\n" },
        { "tls-check-off", "a.py", "import requests\nrequests.get(url, verify=False)\n" },
        { "tls-check-off", "a.py", "context = ssl._create_unverified_context()\n" },
        { "tls-check-off", "a.go", "config := &tls.Config{InsecureSkipVerify: true}\n" },
        { "tls-check-off", "a.rb", "http.verify_mode = OpenSSL::SSL::VERIFY_NONE\n" },
        { "tls-check-off", "a.php", "<?php curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false);\n" },
        { "tls-check-off", "a.sh", "curl -fsSLk https://example.org/install | sh\n" },
        { "tls-check-off", "a.sh", "curl --insecure https://example.org\n" },
        { "shell-string", "a.py", "os.system(f\"rm -r {folder}\")\n" },
        { "shell-string", "a.py", "os.system(\"rm -r \" + folder)\n" },
        { "shell-string", "a.py", "subprocess.run(f'git log {branch}', shell=True)\n" },
        { "shell-string", "a.py", "subprocess.check_output(\"ls %s\" % name, shell=True)\n" },
        { "shell-string", "a.js", "const { exec } = require('child_process');\nexec(`rm -r ${folder}`, done);\n" },
        { "sql-string", "a.py", "cursor.execute(f\"SELECT * FROM users WHERE name = '{name}'\")\n" },
        { "sql-string", "a.py", "cursor.execute(\"DELETE FROM users WHERE id = %s\" % user_id)\n" },
        { "sql-string", "a.py", "db.execute('SELECT * FROM t WHERE a = ' + value)\n" },
        { "sql-string", "a.ts", "await pool.query(`SELECT * FROM users WHERE id = ${request.id}`);\n" },
        { "weak-random", "a.js", "const resetToken = Math.random().toString(36);\n" },
        { "weak-random", "a.py", "password = ''.join(random.choice(letters) for _ in range(8))\n" },
        { "weak-hash", "a.py", "digest = hashlib.md5(password.encode())\n" },
    };

    public static TheoryData<string, string> LooksLikeFaults => new()
    {
        { "readme.md", "Heading\n=======\n\ntext\n" },
        { "a.txt", "<<<<<<< not a marker of its own\n" },
        { "a.rst", "<<<<<<<\n>>>>>>>\n" },
        { "a.py", "\uFEFFimport os\n" },
        { "a.ts", "const thumbs = '👨\u200D👩\u200D👧 ❤\uFE0F';\n" },
        { "fa.json", "{ \"a\": \"می\u200Cخواهم\", \"b\": \"עברית\u200E (x)\" }\n" },
        { "readme.md", "A long\u00ADword.\n" },
        { "src/model.ts", "model.fit('x'); query.only('name');\n" },
        { "src/a.test.ts", "// it.only('adds')\nconst a = \"it.only('x')\";\nitem.only = 3;\n" },
        { "src/a.test.ts", "it('only (adds)', () => {}); test.skip(isWindows, 'no pipes');\n" },
        { "src/a.test.ts", "model.fit(values);\nfit(curve, values);\n" },
        { "tests/test_a.py", "@pytest.mark.skipif(sys.platform == 'win32', reason='no fork')\ndef test_a(): pass\n" },
        { "src/main/java/Entity.java", "import androidx.room.Ignore;\nclass A {\n  @Ignore\n  int b;\n}\n" },
        { "a.js", "const debuggerUrl = 1; // debugger;\nlet a = 'debugger;';\n" },
        { "a.js", "const a = { debugger: true };\n" },
        { "a.py", "# pdb.set_trace()\nbreakpoints = breakpoint_of(a)\ns = 'breakpoint()'\n" },
        { "a.rs", "// dbg!(a)\nlet s = \"dbg!(a)\";\n" },
        { "a.js", "new https.Agent({ rejectUnauthorized: true })\n" },
        { "a.py", "result = check(verify=False)\n" },
        { "a.py", "import requests\nrequests.get(url, verify=ca)  # not verify=False\n" },
        { "a.go", "config := &tls.Config{InsecureSkipVerify: false}\n" },
        { "a.sh", "curl -fsSL https://example.org/a-k.tar | tar -xk\nmkdir -k\n" },
        { "a.py", "os.system(\"clear\")\nos.system(f\"{TOOL} --version\")\n" },
        { "a.py", "subprocess.run([\"git\", \"log\", branch])\nsubprocess.run(f'{a}')\n" },
        { "a.js", "const m = /a`b/.exec(`x ${name}`);\n" },
        { "a.js", "const { exec } = require('child_process');\nexec('ls');\n" },
        { "a.py", "cursor.execute(\"SELECT * FROM users WHERE name = %s\", (name,))\n" },
        { "a.py", "cursor.execute(f\"SELECT * FROM {TABLE} WHERE a = 1\")\ncursor.execute(f\"SELECT {columns} FROM x\")\n" },
        { "a.py", "cursor.execute(\"SELECT date, '%d' FROM x\")\nlog.info(f\"SELECT {x}\")\n" },
        { "a.ts", "await pool.query(sql`SELECT * FROM users WHERE id = ${id}`);\nlog.query(`nothing ${id}`);\n" },
        { "a.js", "const index = Math.random() * items.length; const token = next();\n" },
        { "a.js", "const tokenDelay = Math.random();\nif (password === Math.random()) {}\n" },
        { "a.py", "checksum = hashlib.md5(content)\n" },
        { "a.js", "const s = `${a ? `debugger;` : '}'}`;\nconst t = /['\"`]/;\nconst u = 'it';\n" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_found_once(string rule, string path, string text)
    {
        var claims = await ChecksRun.ClaimsAsync(TextChecks.All, ChecksRun.File(path, LanguageOf(path), text));

        Assert.Equal([rule], claims.Select(claim => claim.Rule.Id).Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Case_10_marks_that_turn_the_writing_are_named_by_their_code_points()
    {
        var claim = Assert.Single(await ChecksRun.ClaimsAsync(TextChecks.All, ChecksRun.File("a.c", "c", "/* \u202E\u2066 begin admins only */\n")));

        Assert.Equal(("bidirectional-text", "U+202E, U+2066 makes this line read in another order than it is executed."), (claim.Rule.Id, claim.Message));
    }

    [Theory]
    [MemberData(nameof(LooksLikeFaults))]
    public async Task What_only_looks_like_one_is_left_alone(string path, string text)
    {
        var claims = await ChecksRun.ClaimsAsync(TextChecks.All, ChecksRun.File(path, LanguageOf(path), text));

        Assert.Empty(claims.Select(claim => $"{claim.Rule.Id}: {claim.Message}"));
    }

    [Fact]
    public void Every_rule_has_an_example_of_what_it_finds()
    {
        // A secret, even a made-up one, would be found in this file; they are put together below.
        var found = Faults.Select(row => row.Data.Item1).Append("secret").Append("possible-secret").ToHashSet(StringComparer.Ordinal);

        Assert.All(TextChecks.All.SelectMany(check => check.Rules), rule => Assert.Contains(rule.Id, found));
    }

    [Fact]
    public async Task A_secret_is_found_and_never_repeated()
    {
        var key = "AKIA" + "Z7QHX4NWVT5KJ2M6";
        var claim = Assert.Single(await ChecksRun.ClaimsAsync(TextChecks.All, ChecksRun.File("a.py", "python", $"client = connect('{key}')\n")));

        Assert.Equal("secret", claim.Rule.Id);
        Assert.Contains("aws-access-token", claim.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, claim.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_looks_like_a_key_is_told_as_a_possibility()
    {
        var value = "x8Qf2Lr0" + "Vb7Nc5Td9Wz3Kp1J";
        var claim = Assert.Single(await ChecksRun.ClaimsAsync(TextChecks.All, ChecksRun.File("a.py", "python", $"api_key = '{value}'\n")));

        Assert.Equal("possible-secret", claim.Rule.Id);
        Assert.True(claim.Confidence < 1);
    }

    [Theory]
    [InlineData("src/a.test.ts", "it.only('adds', () => {});\n", "it('adds', () => {});\n")]
    [InlineData("spec/a.spec.js", "fdescribe('x', () => {});\n", "describe('x', () => {});\n")]
    [InlineData("a.js", "run();\n  debugger;\nstop();\n", "run();\nstop();\n")]
    [InlineData("a.py", "user\u200Bname = 1\n", "username = 1\n")]
    public async Task A_safe_fix_goes_along(string path, string text, string expected)
    {
        var file = ChecksRun.File(path, LanguageOf(path), text);
        var claim = Assert.Single(await ChecksRun.ClaimsAsync(TextChecks.All, file));
        var edit = Assert.Single(claim.Fix!.Edits);
        var document = file.File.New!;

        Assert.Equal(expected, document.Text[..document.OffsetAt(edit.Range.Start)] + edit.NewText + document.Text[document.OffsetAt(edit.Range.End)..]);
    }

    [Theory]
    [InlineData("a.py", "def a():\n    breakpoint()\n")]
    [InlineData("a.js", "if (a) { debugger }\n")]
    public async Task A_fix_that_would_leave_a_hole_does_not(string path, string text) =>
        Assert.Null(Assert.Single(await ChecksRun.ClaimsAsync(TextChecks.All, ChecksRun.File(path, LanguageOf(path), text))).Fix);

    private static string LanguageOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".js" => "javascript",
        ".ts" => "typescript",
        ".py" => "python",
        ".rb" => "ruby",
        ".rs" => "rust",
        ".go" => "go",
        ".ex" => "elixir",
        ".php" => "php",
        ".sh" => "shellscript",
        ".java" => "java",
        ".md" => "markdown",
        ".json" => "json",
        ".c" => "c",
        _ => "plaintext",
    };
}
