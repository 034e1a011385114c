using System.Net;
using System.Net.Sockets;
using System.Text;
using CodeAssist.Processes.Verification;

namespace CodeAssist.Egress.Verification;

/// <summary>A server on this machine answers with a redirect to another, and a default client takes the body there.</summary>
internal static class RedirectLeak
{
    private const int LargestRequest = 4096;

    public static async Task RunAsync(PlantedLeak leak, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answered = AnswerAsync(listener, leak, cancellationToken);

        using var handler = new HttpClientHandler { UseProxy = false };
        using var client = new HttpClient(handler);
        using var content = new StringContent("what must not leave");
        using var response = await client.PostAsync(new Uri($"http://{listener.LocalEndpoint}/v1/completions"), content, cancellationToken);
        await answered;
    }

    private static async Task AnswerAsync(TcpListener listener, PlantedLeak leak, CancellationToken cancellationToken)
    {
        using var connection = await listener.AcceptTcpClientAsync(cancellationToken);
        await using var stream = connection.GetStream();
        _ = await stream.ReadAsync(new byte[LargestRequest], cancellationToken);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://{leak.Target}:{leak.Port}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
            cancellationToken);
    }
}
