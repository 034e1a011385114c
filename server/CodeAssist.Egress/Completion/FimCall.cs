using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Completion;

/// <summary>Asks a model server once for the text at a caret, by <c>/completions</c> as OpenAI once had it, and streams its answer. Every expected failure is a value.</summary>
/// <remarks>What vLLM, llama-server, LM Studio and Ollama have in common of it; no SDK offers it for them. Who waits has a deadline and ends the call.</remarks>
/// <param name="provider">Who is asked.</param>
/// <param name="transport">The only way out.</param>
internal sealed class FimCall(Provider provider, HttpClient transport)
{
    private const string EventStream = "text/event-stream";
    private const string Data = "data:";
    private const string End = "[DONE]";
    private const int NotFound = 404;

    /// <param name="parameters">What is asked.</param>
    /// <param name="status">Reads the HTTP status of the answer.</param>
    /// <param name="onText">Told each piece of the answer.</param>
    /// <param name="cancellationToken">Ends the call and its connection.</param>
    public async Task<ChatResult> RunAsync(FimParams parameters, Func<int?> status, Action<string> onText, CancellationToken cancellationToken)
    {
        var answer = new FimAnswer(provider);
        try
        {
            using var request = Request(parameters);
            using var response = await transport.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            if (response.Content.Headers.ContentType?.MediaType is EventStream)
            {
                while (await reader.ReadLineAsync(cancellationToken) is { } line)
                {
                    var data = line.StartsWith(Data, StringComparison.Ordinal) ? line[Data.Length..].Trim() : "";
                    if (data.Length > 0 && !string.Equals(data, End, StringComparison.Ordinal))
                    {
                        answer.Read(data, onText);
                    }
                }
            }
            else
            {
                answer.Read(await reader.ReadToEndAsync(cancellationToken), onText);
            }

            return answer.End() is { } end ? new ChatResult(end, null) : new ChatResult(null, TransportFailures.Broken(provider));
        }
        catch (EgressException exception) when (status() is NotFound)
        {
            return new ChatResult(null, TransportFailures.NoCompletions(provider, parameters.Model, exception.Failure));
        }
        catch (EgressException exception)
        {
            return new ChatResult(null, exception.Failure);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return new ChatResult(null, TransportFailures.WrongContent(provider));
        }
    }

    private HttpRequestMessage Request(FimParams parameters)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("model", parameters.Model);
            json.WriteString("prompt", parameters.Prompt);
            if (parameters.Suffix is { } suffix)
            {
                json.WriteString("suffix", suffix);
            }

            json.WriteNumber("max_tokens", parameters.MaxOutputTokens);
            json.WriteNumber("temperature", 0);
            json.WriteBoolean("stream", value: true);
            if (parameters.Stops.Count > 0)
            {
                json.WriteStartArray("stop");
                foreach (var stop in parameters.Stops)
                {
                    json.WriteStringValue(stop);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        return new HttpRequestMessage(HttpMethod.Post, $"{provider.Origin}{provider.BasePath}/completions")
        {
            Content = content,
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue(EventStream) } },
        };
    }
}
