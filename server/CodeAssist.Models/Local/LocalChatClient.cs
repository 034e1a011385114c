using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CodeAssist.Core.Privacy.Characters;
using CodeAssist.Egress.Protocol;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Egress;
using Microsoft.Extensions.AI;
using AiMessage = Microsoft.Extensions.AI.ChatMessage;
using AiRole = Microsoft.Extensions.AI.ChatRole;
using EgressAnswer = CodeAssist.Egress.Protocol.ChatAnswer;
using HostMessage = CodeAssist.ModelHost.Protocol.ChatMessage;
using HostParams = CodeAssist.ModelHost.Protocol.ChatParams;

namespace CodeAssist.Models.Local;

/// <summary>The model in the host process as an <see cref="IChatClient"/>: nothing leaves the machine, and nothing costs money.</summary>
/// <remarks>
/// Thread-safe. Expected failures are no exceptions, as with the models of providers: the last update carries them
/// (<see cref="EgressAnswers"/>). Only cancelling throws; it stops the model within the step in work. Where
/// <see cref="ChatOptions.ResponseFormat"/> has a JSON schema, a whole answer obeys it. Questions of one
/// <see cref="ChatOptions.ConversationId"/> follow one another; others share the model's steps.
/// </remarks>
/// <param name="model">The model; the caller's to dispose. May also serve completions.</param>
/// <param name="options">Who asks and with what patience.</param>
public sealed class LocalChatClient(LocalModel model, LocalChatOptions options) : IChatClient
{
    /// <summary>Whether it can chat, as far as is known; starts nothing.</summary>
    public ChatAvailability Availability => Read(model.State);

    /// <summary>Starts what is needed and says whether it can chat.</summary>
    /// <param name="patience">Most time to wait; what takes longer goes on in the background.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ChatAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        Read(await model.GetReadyAsync(patience, cancellationToken));

    /// <summary>Counts tokens with the model's own tokenizer.</summary>
    /// <returns>One number for each text; null where the model cannot be asked.</returns>
    public async Task<IReadOnlyList<int>?> CountTokensAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        await WhyNotReadyAsync(cancellationToken) is not null
            ? null
            : await model.AskAsync(
                async (up, token) => (await up.Connection.CallAsync(
                    HostProtocol.CountTokens,
                    new CountTokensParams(up.Description.ModelId, texts),
                    HostJsonContext.Default.CountTokensParams,
                    HostJsonContext.Default.CountTokensResult,
                    token)).Counts,
                static _ => null,
                options.AnswerTimeout,
                cancellationToken);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<AiMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<AiMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (said, refused) = ChatVocabulary.ToWire([.. messages], options);
        if (refused is not null)
        {
            yield return EgressAnswers.Failure(refused, hasText: false);
            yield break;
        }

        // Whoever stops reading stops the question with it.
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            for (var isLastTry = false; ; isLastTry = true)
            {
                if (await WhyNotReadyAsync(asked.Token) is { } notReady)
                {
                    yield return EgressAnswers.Failure(notReady, hasText: false);
                    yield break;
                }

                var pieces = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
                var asking = AskAsync(said, options, pieces.Writer, asked.Token);
                var hasText = false;
                await foreach (var piece in pieces.Reader.ReadAllAsync(asked.Token))
                {
                    hasText = true;
                    yield return new ChatResponseUpdate(AiRole.Assistant, piece);
                }

                var reply = await asking;
                if (reply.WasFreed && !isLastTry)
                {
                    // It was freed because nobody used it: nothing has been computed, and it is being loaded again.
                    continue;
                }

                yield return reply.Answer is { } answer ? EgressAnswers.End(answer) : EgressAnswers.Failure(reply.Failure!, hasText);
                yield break;
            }
        }
        finally
        {
            await asked.CancelAsync();
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("local", defaultModelId: model.Description?.Name)
        : serviceKey is null && serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // The model serves others, too.
    }

    private async Task<EgressFailure?> WhyNotReadyAsync(CancellationToken cancellationToken) =>
        await GetReadyAsync(options.StartTimeout, cancellationToken) switch
        {
            ChatAvailability.Ready => null,
            ChatAvailability.Unavailable no => ChatVocabulary.FromCore(no.Failure),
            _ => new EgressFailure(
                EgressFailureKind.TimedOut,
                $"The local model was not loaded within {options.StartTimeout.TotalSeconds:0} s.",
                "It goes on loading; ask again in a moment."),
        };

    private async Task<Reply> AskAsync(IReadOnlyList<HostMessage> said, ChatOptions? wishes, ChannelWriter<string> pieces, CancellationToken cancellationToken)
    {
        try
        {
            return await model.AskAsync(
                async (up, token) =>
                {
                    using var stream = up.Connection.Streams.Open(piece => pieces.TryWrite(piece));
                    var result = await up.Connection.CallAsync(
                        HostProtocol.Chat,
                        Parameters(up.Description.ModelId, said, wishes, stream.Id),
                        HostJsonContext.Default.ChatParams,
                        HostJsonContext.Default.ChatResult,
                        token);
                    return result.Answer is { } answer
                        ? new Reply(ChatVocabulary.FromWire(answer, up.Description.Name), null)
                        : await ReadFailureAsync(up, result.Failure!);
                },
                failure => new Reply(null, ChatVocabulary.FromCore(failure)),
                options.AnswerTimeout,
                cancellationToken);
        }
        finally
        {
            pieces.TryComplete();
        }
    }

    private async Task<Reply> ReadFailureAsync(LocalModelState.Up up, HostFailure failure)
    {
        // What a fault of the device means for the model is the model's to say.
        await model.ReadFailureAsync(up, failure);
        return new Reply(null, ChatVocabulary.FromWire(failure)) { WasFreed = failure.Kind is HostFailureKind.ModelNotLoaded };
    }

    // As the gate does it with what leaves: nobody's orders are hidden in what a person would not see.
    private HostParams Parameters(string modelId, IReadOnlyList<HostMessage> said, ChatOptions? wishes, string streamId) => new(
        modelId,
        $"{model.Options.Client}:chat:{wishes?.ConversationId}",
        [.. said.Select(message => message with { Text = HiddenCharacters.Clean(message.Text).Text })],
        options.Priority,
        wishes?.MaxOutputTokens,
        ChatVocabulary.Sampling(wishes),
        ChatVocabulary.Schema(wishes),
        streamId);

    private ChatAvailability Read(LocalModelState state) => state switch
    {
        LocalModelState.Up up => ChatVocabulary.FromWire(up.Description),
        LocalModelState.Down down => new ChatAvailability.Unavailable(down.Failure),
        LocalModelState.Starting => new ChatAvailability.Loading(model.Loaded),
        _ => new ChatAvailability.Unknown(),
    };

    // Exactly one of the two is set.
    private sealed record Reply(EgressAnswer? Answer, EgressFailure? Failure)
    {
        public bool WasFreed { get; init; }
    }
}
