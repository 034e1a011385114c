using System.Text.RegularExpressions;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Assist;

/// <summary>Takes the new lines out of a model's answer. What is not certain to be all of them is refused, never completed.</summary>
public static partial class ReplacementReader
{
    private const string Fence = "```";

    /// <param name="subject">What was asked about.</param>
    /// <param name="answer">All that the model said.</param>
    public static ReplacementReading Read(AssistSubject subject, string answer)
    {
        var lines = LineEndings.ToLineFeed(answer).Split('\n');
        var fences = Enumerable.Range(0, lines.Length).Where(index => lines[index].TrimStart().StartsWith(Fence, StringComparison.Ordinal)).ToList();
        switch (fences.Count)
        {
            case 0:
                return new ReplacementReading.Unusable("It holds no fenced code block.");
            case 1:
                return new ReplacementReading.Unusable("Its code block does not end.");
            case > 2:
                return new ReplacementReading.Unusable("It holds more than one code block.");
        }

        var code = lines[(fences[0] + 1)..fences[1]];
        if (code.FirstOrDefault(line => Omission().IsMatch(line) && !Stands(subject, line)) is { } omission)
        {
            return new ReplacementReading.Unusable($"It leaves code out: '{omission.Trim()}'.");
        }

        var text = string.Concat(Indented(subject, code).Select(line => line + "\n"));
        if (string.Equals(text, subject.Read(subject.Lines), StringComparison.Ordinal))
        {
            return new ReplacementReading.Unusable("It changes nothing.");
        }

        return new ReplacementReading.Usable(LineEndings.Like(subject.Document.Text, text), string.Join('\n', lines[..fences[0]]).Trim());
    }

    private static bool Stands(AssistSubject subject, string line) => subject.Read(subject.Lines).Contains(line.Trim(), StringComparison.Ordinal);

    /// <summary>Models like to begin at the left margin: then everything is moved as far in as the lines were.</summary>
    private static IEnumerable<string> Indented(AssistSubject subject, string[] code)
    {
        var first = subject.Read(subject.Lines).Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        var wanted = first[..^first.TrimStart().Length];
        var isAtMargin = code.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } begin && !char.IsWhiteSpace(begin[0]);
        return isAtMargin && wanted.Length > 0 ? code.Select(line => string.IsNullOrWhiteSpace(line) ? line : wanted + line) : code;
    }

    // A comment that holds dots and little else, or that names what it stands for.
    [GeneratedRegex(
        @"^\s*(//|#|--|/\*|<!--|;|%)\s*((\.\.\.|…)|.*\b(existing|rest of|remaining|previous|same as before|unchanged)\b.*(code|method|class|function|file|lines|implementation).*$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Omission();
}
