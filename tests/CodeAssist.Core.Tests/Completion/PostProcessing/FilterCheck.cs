using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Tests.Completion.PostProcessing;

/// <summary>Runs one filter as the pipeline would and compares the document that accepting its result leaves.</summary>
internal static class FilterCheck
{
    public static void Leaves(Func<Draft, Filtered> filter, string marked, string generated, string document, string languageId = "csharp")
    {
        var (request, result) = Run(filter, marked, generated, languageId, CompletionTrigger.Automatic);
        Assert.Null(result.Rejection);
        Assert.NotNull(result.Draft);

        var accepted = request.Text[..request.Caret] + result.Draft.Text + request.Text[(request.Caret + result.Draft.ReplacedAfterCaret)..];
        Assert.Equal(document, accepted);
    }

    public static void Rejects(Func<Draft, Filtered> filter, string marked, string generated, NoSuggestionReason reason, string languageId = "csharp", CompletionTrigger trigger = CompletionTrigger.Automatic) =>
        Assert.Equal(reason, Run(filter, marked, generated, languageId, trigger).Result.Rejection);

    private static (CompletionRequest Request, Filtered Result) Run(Func<Draft, Filtered> filter, string marked, string generated, string languageId, CompletionTrigger trigger)
    {
        var request = Marked.Request(marked, languageId, trigger);
        return (request, filter(new Draft(generated, request, AnswerShapes.Of(request, LinesWanted.Automatic), ReplacedAfterCaret: 0)));
    }
}
