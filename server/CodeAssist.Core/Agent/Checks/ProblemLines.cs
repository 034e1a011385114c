using System.Text.RegularExpressions;

namespace CodeAssist.Core.Agent.Checks;

/// <summary>Finds in the output of compilers and test runners the lines that name a problem, and makes of each what stays the same when the code around it moves.</summary>
internal static partial class ProblemLines
{
    /// <summary>Most lines of one output; whoever has more to complain about says the same again.</summary>
    private const int Most = 200;

    private const int LongestLine = 400;

    /// <returns>Each problem once, in the order of the output: the line, and by what it is known again.</returns>
    public static IReadOnlyList<(string Line, string Identity)> Read(string output) =>
        [.. output.Split('\n')
            .Select(line => line.Trim())
            .Select(line => line.Length <= LongestLine ? line : line[..LongestLine])
            .Where(IsProblem)
            .Select(line => (Line: line, Identity: Identify(line)))
            .DistinctBy(problem => problem.Identity, StringComparer.Ordinal)
            .Take(Most)];

    private static bool IsProblem(string line) => line.Length > 0 && Problem().IsMatch(line) && !Harmless().IsMatch(line);

    // Line numbers, times and addresses change from run to run, and numbers of tests.
    private static string Identify(string line) => Changing().Replace(line, "#");

    [GeneratedRegex(
        @"\b(error|warning)\b[ :\[]|^\w*(Error|Exception)\b|\bError:|^(FAIL|FAILED|ERROR|E  )|^not ok\b|^--- FAIL|\bfailed$|\bFailed\b|panicked at|^[✖✗×]|\*\*\* ",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Problem();

    [GeneratedRegex(@"\b0 (error|warning|failed)|\b(errors|warnings|failed|failures): 0\b|\b0 (Error|Warning)\(s\)|^# (fail|todo) |Failed:\s+0\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Harmless();

    [GeneratedRegex(@"0x[0-9a-fA-F]+|:\d+|\(\d+,\d+\)|\bline \d+|^not ok \d+|\b\d+([.,]\d+)? ?(ms|s|seconds)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Changing();
}
