using System.ClientModel;
using System.Text.Json;
using Anthropic.Exceptions;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Chat;

/// <summary>Asks a provider once and streams its answer. Every expected failure is a value.</summary>
/// <param name="provider">Who is asked.</param>
/// <param name="card">What is known of the model; null for nothing.</param>
/// <param name="transport">The only way out.</param>
/// <param name="limits">How long to wait for something that says something.</param>
/// <param name="time">Measures that.</param>
internal sealed class ChatCall(Provider provider, ModelCard? card, HttpClient transport, TransportLimits limits, TimeProvider time)
{
    /// <param name="parameters">What is asked.</param>
    /// <param name="onText">Told each piece of the answer.</param>
    /// <param name="cancellationToken">Ends the call and its connection.</param>
    public async Task<ChatResult> RunAsync(ChatParams parameters, Action<string> onText, CancellationToken cancellationToken)
    {
        if (FeatureCheck.Missing(parameters, provider, card) is { } missing)
        {
            return new ChatResult(null, missing);
        }

        if (!ChatQuestion.TryRead(parameters, out var messages, out var options))
        {
            return new ChatResult(null, new EgressFailure(EgressFailureKind.InvalidRequest, "A schema or the arguments of a call are not JSON; nothing was sent.", "Ask with valid JSON."));
        }

        var end = new AnswerEnd();

        // What only keeps the connection open does not count: somebody waits for words.
        using var progress = new CancellationTokenSource(limits.FirstByte + limits.Progress, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, progress.Token);
        try
        {
            using var client = ChatClients.Create(provider, parameters.Model, card, transport);
            await foreach (var update in client.GetStreamingResponseAsync(messages, options, either.Token))
            {
                if (!end.TryNote(update))
                {
                    return Failed(TransportFailures.OtherAnswer(provider));
                }

                if (update.Contents.Count > 0)
                {
                    progress.CancelAfter(limits.Progress);
                }

                if (update.Text is { Length: > 0 } text)
                {
                    onText(text);
                }
            }

            return ToolCallCheck.FaultOf(end.Calls, parameters.Tools) is { } fault ? Failed(TransportFailures.UnusableCall(provider, fault))
                : end.Read() is { } answer ? new ChatResult(answer, null)
                : Failed(TransportFailures.Broken(provider));
        }
        catch (OperationCanceledException) when (progress.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(TransportFailures.Silent(provider, limits.Progress));
        }
        catch (Exception exception) when (EgressExceptionIn(exception) is not null)
        {
            return Failed(EgressExceptionIn(exception)!.Failure);
        }
        catch (AnthropicSseException exception)
        {
            return Failed(TransportFailures.Status(provider, status: null, AnthropicErrors.Read(exception), retryAfter: null));
        }
        catch (Exception exception) when (exception is ClientResultException or AnthropicException or JsonException or InvalidOperationException
            or ArgumentException or FormatException or KeyNotFoundException or NotSupportedException)
        {
            // An SDK could not make sense of what came, or does not know the error that it says.
            return Failed(TransportFailures.WrongContent(provider));
        }

        ChatResult Failed(EgressFailure failure) => new(null, failure, end.Usage);
    }

    private static EgressException? EgressExceptionIn(Exception? exception)
    {
        while (exception is not null and not EgressException)
        {
            exception = exception.InnerException;
        }

        return (EgressException?)exception;
    }
}
