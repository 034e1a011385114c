namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>Tests that keep others from running, and tests that do not run, in languages without a tree here.</summary>
internal static class TestPatterns
{
    private const string Quote = "['\"\x60]";

    public static PatternCheck Focused { get; } = new(CheckRules.FocusedTest,
    [
        new(CheckLanguages.JavaScript, SeenText.Code, @"\b(describe|context|suite|it|test|specify)(?<at>\.only)(\.each)?[ \t]*[(`]", _ => "Only this runs: '.only' keeps all other tests of the file from it.")
        {
            Where = file => file.IsTest,
            Fix = (_, match) => new CheckFix("Remove '.only'", (Range(match.Groups["at"]), "")),
        },
        new(CheckLanguages.JavaScript, SeenText.WithoutComments, $@"(^|[;{{}}])[ \t]*(?<at>fdescribe|fcontext|fit)[ \t]*\([ \t]*{Quote}", found => $"'{found}' keeps all other tests of the file from running.")
        {
            Where = file => file.IsTest,
            Fix = (_, match) => new CheckFix($"Write '{match.Groups["at"].Value[1..]}'", (Range(match.Groups["at"]) with { End = match.Groups["at"].Index + 1 }, "")),
        },
        new(["ruby"], SeenText.WithoutComments, $@"^[ \t]*(?<at>fdescribe|fcontext|fit)[ \t(]+{Quote}", found => $"'{found}' keeps all other examples from running.")
        {
            Where = file => file.IsTest,
            Fix = (_, match) => new CheckFix($"Write '{match.Groups["at"].Value[1..]}'", (Range(match.Groups["at"]) with { End = match.Groups["at"].Index + 1 }, "")),
        },
    ]);

    public static PatternCheck Disabled { get; } = new(CheckRules.DisabledTest,
    [
        // With a condition first it is a matter of where it runs, not of whether.
        new(CheckLanguages.JavaScript, SeenText.WithoutComments, $@"(^|[;{{}}])[ \t]*(?<at>(describe|context|suite|it|test|specify)\.skip)[ \t]*\([ \t]*{Quote}", found => $"'{found}' keeps this from running.") { Where = file => file.IsTest },
        new(CheckLanguages.JavaScript, SeenText.WithoutComments, $@"(^|[;{{}}])[ \t]*(?<at>xdescribe|xcontext|xit|xtest)[ \t]*\([ \t]*{Quote}", found => $"'{found}' keeps this from running.") { Where = file => file.IsTest },
        new(["ruby"], SeenText.WithoutComments, $@"^[ \t]*(?<at>xdescribe|xcontext|xit)[ \t(]+{Quote}", found => $"'{found}' keeps this from running.") { Where = file => file.IsTest },
        new(CheckLanguages.Jvm, SeenText.Code, @"^[ \t]*(?<at>@(Disabled|Ignore))\b", found => $"'{found}' keeps this test from running.")
        {
            Where = file => file.IsTest && (file.Code.Contains("org.junit", StringComparison.Ordinal) || file.Code.Contains("kotlin.test", StringComparison.Ordinal)),
        },
        new(["python"], SeenText.Code, @"^[ \t]*(?<at>@(pytest\.mark|unittest)\.skip)[ \t]*(\(|\r?$)", found => $"'{found}' keeps this test from running."),
        new(["rust"], SeenText.WithoutComments, @"^[ \t]*(?<at>#\[ignore([ \t]*=[ \t]*""[^""\n]*"")?\])", found => $"'{found}' keeps this test from running."),
    ]);

    private static OffsetRange Range(System.Text.RegularExpressions.Group group) => new(group.Index, group.Index + group.Length);
}
