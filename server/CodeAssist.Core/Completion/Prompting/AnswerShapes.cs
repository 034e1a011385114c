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
    /// anywhere else the rest of the line.
    /// </summary>
    public static AnswerShape Of(CompletionRequest request)
    {
        if (!request.LineAfter.IsWhiteSpace())
        {
            return AnswerShape.SingleLine;
        }

        return request.Text.AsSpan(0, request.Caret).TrimEnd() is [.., var last] && OpensBlock(last, request.LanguageId)
            ? AnswerShape.Block
            : AnswerShape.SingleLine;
    }

    public static Models.GenerationLimits Limits(AnswerShape shape) =>
        shape is AnswerShape.Block
            ? new Models.GenerationLimits(BlockTokens, [], _timeout)
            : new Models.GenerationLimits(SingleLineTokens, ["\n"], _timeout);

    private static bool OpensBlock(char last, string languageId) =>
        last is '{' || (last is ':' && Languages.IndentationIsSyntax(languageId));
}
