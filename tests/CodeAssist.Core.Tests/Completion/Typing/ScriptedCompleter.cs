using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion.Typing;

/// <summary>A pipeline whose answers a test gives by hand, piece by piece.</summary>
internal sealed class ScriptedCompleter : ICompleter
{
    private readonly Lock _lock = new();

    /// <summary>Every question that was asked, in order.</summary>
    public List<Question> Asked { get; } = [];

    /// <summary>Answers at once where it is set.</summary>
    public Func<CompletionRequest, CompletionOutcome>? Always { get; set; }

    public Question Last => Asked[^1];

    public static CompletionOutcome Suggest(params string[] texts) => new CompletionOutcome.Suggested(
        [.. texts.Select(text => new Suggestion(text, ReplacedAfterCaret: 0, "scripted", Probability: 1))])
    {
        Usage = new ModelUsage(10, 5, 3, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(9)),
    };

    public Task<CompletionOutcome> CompleteAsync(
        CompletionRequest request, CompletionGate gate, CompletionLimits limits, Action<string>? onText, CancellationToken cancellationToken)
    {
        var question = new Question(request, onText!, cancellationToken);
        lock (_lock)
        {
            Asked.Add(question);
        }

        if (Always is { } always)
        {
            question.Answer(always(request));
        }

        return question.Reply;
    }

    internal sealed class Question
    {
        private readonly TaskCompletionSource<CompletionOutcome> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Action<string> _onText;

        public Question(CompletionRequest request, Action<string> onText, CancellationToken cancellationToken)
        {
            Request = request;
            _onText = onText;
            Cancelled = cancellationToken;
            cancellationToken.Register(() => _reply.TrySetCanceled(cancellationToken));
        }

        public CompletionRequest Request { get; }

        public CancellationToken Cancelled { get; }

        public Task<CompletionOutcome> Reply => _reply.Task;

        /// <summary>The model has got so far.</summary>
        public void Produce(string piece) => _onText(piece);

        public void Answer(CompletionOutcome outcome) => _reply.TrySetResult(outcome);

        public void Break(Exception exception) => _reply.TrySetException(exception);
    }
}
