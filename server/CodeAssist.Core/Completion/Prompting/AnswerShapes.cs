using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Prompting;

/// <summary>Chooses between the rest of a line and a block.</summary>
public static class AnswerShapes
{
    private const int SingleLineTokens = 48;
    private const int BlockTokens = 128;
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A block where the last code before the caret opens one, be it on the caret's own line or on the line above an empty one;
    /// anywhere else, and wherever something follows on the line, the rest of the line.
    /// </summary>
    /// <param name="request">The question.</param>
    /// <param name="lines">What the user wants.</param>
    public static AnswerShape Of(CompletionRequest request, LinesWanted lines)
    {
        if (!request.LineAfter.IsWhiteSpace() || lines is LinesWanted.One)
        {
            return AnswerShape.SingleLine;
        }

        return lines is LinesWanted.Several || OpensBlock(request) ? AnswerShape.Block : AnswerShape.SingleLine;
    }

    public static Models.GenerationLimits Limits(AnswerShape shape) =>
        shape is AnswerShape.Block
            ? new Models.GenerationLimits(BlockTokens, [], _timeout)
            : new Models.GenerationLimits(SingleLineTokens, ["\n"], _timeout);

    private static bool OpensBlock(CompletionRequest request)
    {
        var before = request.Text.AsSpan(0, request.Caret);
        if (CodeScan.EndOfCode(before, request.LanguageId) is not { } end)
        {
            return false;
        }

        var code = before[..end];
        return Languages.IndentationIsSyntax(request.LanguageId)
            ? code is [.., ':']
            : code is [.., '{'] or [.., '=', '>'] || (IsLabel(code) && before[end..].Contains('\n'));
    }

    // What follows the label of a switch section is a list of statements.
    private static bool IsLabel(ReadOnlySpan<char> code)
    {
        var line = code[(code.LastIndexOf('\n') + 1)..].Trim();
        return line is [.., ':'] && (line.StartsWith("case ") || line.StartsWith("default"));
    }
}
