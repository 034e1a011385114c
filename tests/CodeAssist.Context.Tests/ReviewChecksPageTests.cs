using System.Globalization;
using System.Text;
using CodeAssist.Context.CSharp.Checks;
using CodeAssist.Core.Privacy.Characters;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Checks.Changes;
using CodeAssist.Core.Review.Checks.Text;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests;

/// <summary>The page on checks says what the rules say, and shows nothing that they would not find.</summary>
public sealed class ReviewChecksPageTests
{
    private const string Head = """
        # Checks of a review

        <!-- Generated from the rules by ReviewChecksPageTests: change them there. -->

        `codeassist review` looks at changed lines with the rules below. They need no model and no network, and say the same every time. A rule speaks of a line only where
        the change touched the fault; what was there before stays unmentioned.

        ## Switch a rule off, or give it another level

        In `settings.json`, or in the editor's settings below `codeassist`:

        ```json
        { "review.rules": { "async-void": "off", "disabled-test": "error" } }
        ```

        Levels are `off`, `note`, `warning` and `error`. Rules of other tools have the ids that those tools gave them: `"CS8602": "note"`. `"review.checks": false` switches all checks off.

        ## Excuse one place

        ```js
        run(); // codeassist:ignore rule-id why it is right here

        // codeassist:ignore rule-id,other-rule why it is right here
        run();
        ```

        The comment names the rule by its id or by a name that it has in another tool, and excuses its own line; alone on a line, it excuses the next one. Without an id it excuses
        nothing. In C#, `#pragma warning disable` and `[SuppressMessage("CodeAssist", "rule-id")]` with any of these names do the same. Rules marked below as not to be excused
        disregard all of that: whoever wrote the code may be the one who wants it in. Their findings can be dismissed, which the review remembers.

        ## The compiler, and reports of other tools

        Beside the checks a review passes on what two others say of changed lines (`"review.analyzers": false` switches both off):

        - **The C# compiler.** Syntax is always checked. Types are checked where all that the compiler needs lies on the disk: a restored project (`dotnet restore`) for .NET 5 or later, its packages, and
          the SDK's reference packs. MSBuild is not run, and no analyzer or generator of the repository is loaded. A project that is not restored does not make a review partial;
          the review says in one sentence that types were not checked. Errors are shown only where the project compiled before the change. `NoWarn`, `#pragma`, `[SuppressMessage]` and the
          severities of `.editorconfig` are honoured.
        - **SARIF 2.1.0.** Reports named by `--sarif FILE` or by the setting `review.sarif`. Suppressed results are left out. A report that cannot be read, or that is older than the text it speaks of,
          makes the review partial. The C# compiler writes such a report with `<ErrorLog>build.sarif,version=2.1</ErrorLog>` in the project file.

        ## Rules


        """;

    // What a rule on whole files finds is no text; these are the files that the examples name.
    private static readonly Dictionary<string, ChangedFile> _files = new(StringComparer.Ordinal)
    {
        [ChangeRules.LargeBinary.Id] = new() { Path = "assets/intro.mp4", Kind = ChangeKind.Added, Skipped = SkipReason.Binary, Length = 14 << 20 },
        [ChangeRules.MergeLeftover.Id] = new() { Path = "src/Cart.cs.orig", Kind = ChangeKind.Added, Length = 10 },
        [ChangeRules.SensitiveFile.Id] = new() { Path = ".env", Kind = ChangeKind.Added, Length = 10 },
        [ChangeRules.LockWithoutManifest.Id] = Manifest("package-lock.json", "{}", "{ }"),
        [ChangeRules.ManifestWithoutLock.Id] = Manifest("package.json", "{\n\"dependencies\": {\n\"a\": \"1\"\n}\n}", "{\n\"dependencies\": {\n\"a\": \"2\"\n}\n}"),
    };

    private static readonly string[] _everyLanguage = ["csharp", "javascript", "python", "ruby", "rust", "java", "go", "plaintext"];

    private static readonly ChecksReviewer _reviewer =
        new([.. TextChecks.All, new CSharpChecks()], ChangeChecks.All(path => path.EndsWith("/package-lock.json", StringComparison.Ordinal)));

    public static TheoryData<string> Rules => [.. _reviewer.Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_example_of_a_rule_is_found_by_it(string id) => Assert.NotNull(await LanguageAsync(_reviewer.Rules.Single(rule => string.Equals(rule.Id, id, StringComparison.Ordinal))));

    [Fact]
    public async Task The_page_says_what_the_rules_say()
    {
        var page = new StringBuilder(Head).Append("| Rule | Level | Languages | What is wrong |\n|---|---|---|---|\n");
        var rules = _reviewer.Rules.OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        foreach (var rule in rules)
        {
            page.Append($"| [`{rule.Id}`](#{rule.Id}) | {Level(rule)} | {(_files.ContainsKey(rule.Id) ? "files" : rule.Languages is [] ? "all" : string.Join(", ", rule.Languages))} | {rule.Title} |\n");
        }

        foreach (var rule in rules)
        {
            page.Append($"\n### {rule.Id}\n\n{rule.Title}. {rule.Description}\n\n```{await LanguageAsync(rule)}\n{Visible(rule.Example!)}\n```\n\n");
            page.Append($"Level: {Level(rule)}.");
            page.Append(rule.AlsoKnownAs is [] ? "" : $" In other tools: {string.Join(", ", rule.AlsoKnownAs.Select(name => $"`{name}`"))}.");
            page.Append(_files.ContainsKey(rule.Id) ? "" : rule.IsExcusable ? " A comment can excuse it." : " No comment excuses it.").Append('\n');
        }

        Golden.Verify("docs/review-checks.md", page.ToString());
    }

    private static string Level(ReviewRule rule) => rule.Severity.ToString().ToLowerInvariant();

    // The language in which the example is an example.
    private static async Task<string?> LanguageAsync(ReviewRule rule)
    {
        if (_files.TryGetValue(rule.Id, out var file))
        {
            var answer = (ReviewerAnswer.Reviewed)_reviewer.ReviewChange(new ChangeSet("/repository", "test", [file]));
            return answer.Claims.Any(claim => claim.Rule == rule) ? "text" : null;
        }

        foreach (var language in rule.Languages.Concat(_everyLanguage))
        {
            foreach (var text in Texts(Real(rule), language))
            {
                foreach (var path in new[] { "src/example", "tests/example" })
                {
                    var answer = (ReviewerAnswer.Reviewed)await _reviewer.ReviewAsync(ChecksRun.File(path, language, text), CancellationToken.None);
                    if (answer.Claims.Any(claim => string.Equals(claim.Rule.Id, rule.Id, StringComparison.Ordinal)))
                    {
                        return language is "plaintext" ? "text" : language;
                    }
                }
            }
        }

        return null;
    }

    // A page with whole secrets would be one more place to find them.
    private static string Real(ReviewRule rule) => rule.Id switch
    {
        "secret" => rule.Example!.Replace("...", "QYLPMN5HHHFPZAM2", StringComparison.Ordinal),
        "possible-secret" => rule.Example!.Replace("...", "8dyfuiRyq" + "=vVc3RRr_edRk-fK__JItpZ", StringComparison.Ordinal),
        _ => rule.Example!,
    };

    private static IEnumerable<string> Texts(string example, string language) => language is "csharp"
        ? [$"class C\n{{\n    async Task MAsync(string name, CancellationToken cancellationToken)\n    {{\n{example}\n    }}\n}}\n", $"class C\n{{\n{example}\n}}\n"]
        : [example + "\n"];

    private static string Visible(string text)
    {
        foreach (var run in HiddenCharacters.Find(text).Reverse())
        {
            var codes = string.Concat(text.Substring(run.Start, run.Length).Select(unit => string.Create(CultureInfo.InvariantCulture, $"<U+{(int)unit:X4}>")));
            text = text.Remove(run.Start, run.Length).Insert(run.Start, codes);
        }

        return text;
    }

    private static ChangedFile Manifest(string path, string before, string after)
    {
        var file = ChecksRun.File(path, "json", after).File;
        return file with { Old = ChecksRun.File(path, "json", before).File.New };
    }
}
