using System.Runtime.CompilerServices;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.JsonRpc;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>A model of a provider as an <see cref="IChatClient"/>: the questions go over a pipe to the process that has the network.</summary>
/// <remarks>
/// Carries text, declared functions (<see cref="SourcedTool"/>), their calls and results with the thoughts before them (<see cref="Thoughts"/>), a JSON schema and a reasoning effort; whatever else is set is refused.
/// Calls of tools come with the last update, all of them usable or none. Expected failures are no exceptions: the last update carries them as <see cref="ErrorContent"/>, and its finish reason says whether
/// a part of the answer came (<see cref="EgressAnswers"/>). Only cancelling throws.
/// </remarks>
/// <param name="link">The way to egress.</param>
/// <param name="gate">Judges where the text of a question comes from (<see cref="SourcedText"/>) before any of it is written.</param>
/// <param name="reason">Who asks and why, for the ledger.</param>
/// <param name="provider">Id of the provider.</param>
/// <param name="model">The provider's name of the model.</param>
public sealed class EgressChatClient(EgressLink link, PayloadGate gate, CallReason reason, string provider, string model) : IChatClient
{
    // What goes to a model server on this machine does not leave it; what is never sent and what is hidden stays out all the same.
    private static readonly PayloadGate _onThisMachine = new(_ => RepositoryStanding.MayLeave, SecretScanner.Default);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (question, unfit) = Question.Read(messages, options);
        if (question is null)
        {
            yield return EgressAnswers.Failure(unfit!, hasText: false);
            yield break;
        }

        var note = new CallNote(reason, SourcedText.Repositories(question.Parts));
        var admission = (provider is ProviderTable.LoopbackId ? _onThisMachine : gate).Admit(question.Parts);
        if (admission is not Admission.Admitted admitted)
        {
            yield return EgressAnswers.Failure(Refuse(((Admission.Refused)admission).Refusal, note, options), hasText: false);
            yield break;
        }

        if (question.TryWrite(callId: "", provider, model, admitted) is not { } written)
        {
            yield return EgressAnswers.Failure(
                new EgressFailure(EgressFailureKind.ContentRefused, "A tool call, a thought before one or a schema holds something that is never sent.", "Ask without it."), hasText: false);
            yield break;
        }

        // Whoever stops reading stops the question with it.
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var isLastTry = false;
            while (true)
            {
                var (connection, refusal) = await link.OpenAsync(provider, asked.Token);
                if (connection is null)
                {
                    yield return EgressAnswers.Failure(refusal!, hasText: false);
                    yield break;
                }

                var call = connection.Open(note);
                var asking = AskAsync(connection, written with { CallId = call.Id }, asked.Token);
                var hasText = false;
                await foreach (var piece in call.Pieces.ReadAllAsync(asked.Token))
                {
                    hasText = true;
                    yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
                }

                var (result, wasSent) = await asking;
                if (result.Failure is { Kind: EgressFailureKind.Unavailable } && !wasSent && !isLastTry)
                {
                    // A connection that was about to be found closed. Nothing had gone out, so that asking again costs nothing.
                    isLastTry = true;
                    continue;
                }

                yield return result.Answer is { } answer ? EgressAnswers.End(answer) : EgressAnswers.Failure(result.Failure!, hasText, result.Usage);
                yield break;
            }
        }
        finally
        {
            await asked.CancelAsync();
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(provider, defaultModelId: model)
        : serviceKey is null && serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // The link serves others, too.
    }

    private async Task<(ChatResult Result, bool WasSent)> AskAsync(EgressConnection connection, ChatParams question, CancellationToken cancellationToken)
    {
        EgressFailure? failure = null;
        try
        {
            var result = await connection.AskAsync(question, cancellationToken);
            failure = result.Failure;
            return (result, WasSent: true);
        }
        catch (ConnectionClosedException)
        {
            failure = await link.ExplainEndAsync(cancellationToken);
            return (new ChatResult(null, failure), connection.IsOnRecord(question.CallId));
        }
        catch (JsonRpcException exception)
        {
            failure = new EgressFailure(EgressFailureKind.Fault, $"The process that reaches the network has a fault: {exception.Message}.", "See the log.");
            return (new ChatResult(null, failure), WasSent: true);
        }
        finally
        {
            connection.Settle(question.CallId, failure);
        }
    }

    private EgressFailure Refuse(GateRefusal refusal, CallNote note, ChatOptions? options)
    {
        var nothing = new AttemptParams("", provider, provider, options?.ModelId ?? model, Bytes: 0, Sha256: "", new Dictionary<string, int>(StringComparer.Ordinal));
        link.Recorder.Refuse(new AttemptRefusedParams(nothing, refusal.Code.ToString()), note);
        return new EgressFailure(EgressFailureKind.ContentRefused, refusal.Sentence, refusal.NextStep);
    }
}
