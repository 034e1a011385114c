using CodeAssist.Context.Outline;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Reviewing.Chat;

/// <summary>The part of one review that a chat model has: opened with the change, closed with the result.</summary>
internal sealed class ChatReview : IDisposable
{
    private readonly RoutedReviewModels? _models;
    private readonly RememberedUnits? _memory;
    private readonly ChatReviewer? _reviewer;

    private ChatReview(IReviewer reviewer) => Reviewer = reviewer;

    private ChatReview(RoutedReviewModels models, RememberedUnits memory, IDeclarations declarations, string? silence)
    {
        (_models, _memory) = (models, memory);
        Reviewer = _reviewer = new ChatReviewer(models, memory, declarations, silence);
    }

    public IReviewer Reviewer { get; }

    /// <summary>Chooses a model, which may load one of this machine and ask the user.</summary>
    /// <param name="change">What is reviewed.</param>
    /// <param name="outline">Which members files consist of.</param>
    /// <param name="help">Null where no model can be reached.</param>
    /// <param name="settings">Who may take part.</param>
    /// <param name="memoryFile">Where it is remembered what came of pieces.</param>
    /// <param name="onQuestion">Told who is asked, before each question.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ChatReview> OpenAsync(
        ChangeSet change, ICodeOutline outline, ModelHelp? help, CodeAssistSettings settings, string memoryFile, Action<string> onQuestion, CancellationToken cancellationToken)
    {
        if (settings.ReviewChat is ChatMode.Off)
        {
            return new ChatReview(Absent.SwitchedOff(ChatReviewer.ReviewerId, "review.chat"));
        }

        if (help is null)
        {
            return new ChatReview(new Absent(ChatReviewer.ReviewerId, "No model can be reached from here; `codeassist doctor` says why."));
        }

        if (settings is { ReviewChat: ChatMode.Local, ChatModelPath.Length: 0, LoopbackEndpoint.Length: 0 })
        {
            return new ChatReview(new Absent(
                ChatReviewer.ReviewerId, "There is no chat model on this machine: name one with the setting codeassist.model.chat, or let others take part with codeassist.review.chat."));
        }

        var declarations = new RepositoryDeclarations(change);
        var volume = await ReviewVolume.OfAsync(change, outline, declarations, cancellationToken);
        var models = new RoutedReviewModels(help.Models, help.Audience, change.Root, volume, settings.ReviewChat, settings.ReviewPasses, onQuestion, TimeProvider.System);
        var nobody = await models.ChooseAsync(path: null, cancellationToken) as ReviewModelChoice.Nobody;
        return new ChatReview(models, RememberedUnits.Read(memoryFile), declarations, nobody?.Why);
    }

    /// <summary>Sums up what was read, and tells what it took.</summary>
    /// <param name="result">What came of the review.</param>
    /// <param name="cancellationToken">Ends it; what was found stays.</param>
    /// <returns>The result with that, and one sentence where something could not be kept.</returns>
    public async Task<(ReviewResult Result, string? Problem)> CloseAsync(ReviewResult result, CancellationToken cancellationToken)
    {
        if (_models is null || _reviewer!.Silence is not null)
        {
            return (result, null);
        }

        var summary = "";
        try
        {
            var model = await _models.ChooseAsync(path: null, cancellationToken) as ReviewModelChoice.Chosen;
            summary = await ChangeSummary.OfAsync(result.Change.Root, _reviewer.Read, model?.Model, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Whoever ends a review has no use for its summary, but for its findings.
        }

        return (result with { ChangeSummary = summary, Models = _models.Uses }, _memory!.Save());
    }

    public void Dispose() => _models?.Dispose();
}
