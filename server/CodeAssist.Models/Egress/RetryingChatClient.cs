using System.Globalization;
using System.Runtime.CompilerServices;
using CodeAssist.Egress.Protocol;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace CodeAssist.Models.Egress;

/// <summary>Asks again after what may pass: at most twice, and never once a part of an answer is there, which would be paid for twice.</summary>
/// <remarks>
/// Each attempt is a call of its own to the client below, with its own record. A provider that wants to be left alone for longer than
/// <see cref="RetryRules.LongestWait"/> is not waited for: the failure says until when.
/// </remarks>
public sealed class RetryingChatClient : DelegatingChatClient
{
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<StartedAnswer> _attempts;

    /// <param name="inner">Makes one attempt for each call.</param>
    /// <param name="time">For the waits.</param>
    /// <param name="random">0 to 1, for the jitter.</param>
    public RetryingChatClient(IChatClient inner, TimeProvider time, Func<double> random)
        : base(inner)
    {
        _time = time;
        _attempts = new ResiliencePipelineBuilder<StartedAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<StartedAnswer>
            {
                MaxRetryAttempts = RetryRules.MostRetries,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { Failure: { } failure } && RetryRules.MayPass(failure) && !(failure.RetryAfter > RetryRules.LongestWait)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(RetryRules.WaitBefore(arguments.AttemptNumber, arguments.Outcome.Result!.Failure!, random())),
                OnRetry = arguments => arguments.Outcome.Result!.DisposeAsync(),
            })
            .Build();
    }

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var said = messages.ToList();
        await using var answer = await _attempts.ExecuteAsync(
            async token => await StartedAnswer.BeginAsync(base.GetStreamingResponseAsync(said, options, token), token), cancellationToken);
        if (answer.Failure is { } failure && failure.RetryAfter > RetryRules.LongestWait)
        {
            yield return EgressAnswers.Failure(Until(failure), hasText: false);
            yield break;
        }

        await foreach (var update in answer.ReadAsync())
        {
            yield return update;
        }
    }

    private EgressFailure Until(EgressFailure failure)
    {
        var until = _time.GetUtcNow() + failure.RetryAfter!.Value;
        return failure with { NextStep = string.Create(CultureInfo.InvariantCulture, $"It asks to be left alone until {until:yyyy-MM-dd HH:mm:ss} UTC; ask again then.") };
    }
}
