using System.ClientModel;
using System.Text.Json;
using Anthropic.Exceptions;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;
using Microsoft.Extensions.AI;

namespace CodeAssist.Egress.Chat;

/// <summary>Asks a provider once and streams its answer. Every expected failure is a value.</summary>
internal static class ChatCall
{
    /// <param name="parameters">What is asked.</param>
    /// <param name="provider">Who is asked.</param>
    /// <param name="transport">The only way out.</param>
    /// <param name="onText">Told each piece of the answer.</param>
    /// <param name="cancellationToken">Ends the call and its connection.</param>
    public static async Task<ChatResult> RunAsync(
        ChatParams parameters, Provider provider, HttpClient transport, Action<string> onText, CancellationToken cancellationToken)
    {
        try
        {
            using var client = ChatClients.Create(provider, parameters.Model, transport);
            var messages = parameters.Turns.Select(turn => new ChatMessage(Role(turn.Speaker), turn.Text));
            var options = new ChatOptions { MaxOutputTokens = parameters.MaxOutputTokens, Temperature = parameters.Temperature };
            var end = new AnswerEnd();
            await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                end.Note(update);
                if (update.Text is { Length: > 0 } text)
                {
                    onText(text);
                }
            }

            return end.Read() is { } answer ? new ChatResult(answer, null) : new ChatResult(null, TransportFailures.Broken(provider));
        }
        catch (EgressException exception)
        {
            return new ChatResult(null, exception.Failure);
        }
        catch (Exception exception) when (EgressExceptionIn(exception) is not null)
        {
            return new ChatResult(null, EgressExceptionIn(exception)!.Failure);
        }
        catch (Exception exception) when (exception is ClientResultException or AnthropicException or JsonException or InvalidOperationException
            or ArgumentException or FormatException or KeyNotFoundException or NotSupportedException)
        {
            // An SDK could not make sense of what came, or does not know the error that it says.
            return new ChatResult(null, TransportFailures.WrongContent(provider));
        }
    }

    private static EgressException? EgressExceptionIn(Exception? exception)
    {
        while (exception is not null and not EgressException)
        {
            exception = exception.InnerException;
        }

        return (EgressException?)exception;
    }

    private static ChatRole Role(ChatSpeaker speaker) => speaker switch
    {
        ChatSpeaker.System => ChatRole.System,
        ChatSpeaker.Assistant => ChatRole.Assistant,
        _ => ChatRole.User,
    };
}
