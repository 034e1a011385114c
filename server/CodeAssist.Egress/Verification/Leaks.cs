using System.Net;
using System.Net.Sockets;
using System.Text;
using CodeAssist.Processes.Verification;

namespace CodeAssist.Egress.Verification;

/// <summary>The eight ways in which code most often leaves a machine that should keep it.</summary>
internal static class Leaks
{
    private static readonly byte[] _secret = "what must not leave"u8.ToArray();

    /// <param name="name">Of a planted leak, or <see cref="ChildLeak.OfChild"/>.</param>
    /// <returns>What tries it; null when there is no such leak.</returns>
    public static Func<CancellationToken, Task>? Find(string name)
    {
        if (string.Equals(name, ChildLeak.OfChild, StringComparison.Ordinal))
        {
            return token => ConnectAsync(PlantedLeak.Child, token);
        }

        return PlantedLeak.All.Concat([PlantedLeak.Barrier, PlantedLeak.Barrier6]).FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.Ordinal)) is { } leak
            ? token => TryAsync(leak, token)
            : null;
    }

    private static Task TryAsync(PlantedLeak leak, CancellationToken cancellationToken) => leak.Name switch
    {
        "tcp" or "ipv6" => ConnectAsync(leak, cancellationToken),
        "udp" or "barrier" or "barrier6" => SendAsync(leak, cancellationToken),
        "dns" => Dns.GetHostAddressesAsync(PlantedLeak.AskedName, cancellationToken),
        "child" => ChildLeak.RunAsync(cancellationToken),
        "redirect" => RedirectLeak.RunAsync(leak, cancellationToken),
        "proxy" => ThroughProxyAsync(leak, cancellationToken),
        "certificate" => CertificateLeak.RunAsync(leak, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(leak), leak.Name, "There is no such leak."),
    };

    private static async Task ConnectAsync(PlantedLeak leak, CancellationToken cancellationToken)
    {
        var address = IPAddress.Parse(leak.Target);
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(address, leak.Port), cancellationToken);
    }

    private static async Task SendAsync(PlantedLeak leak, CancellationToken cancellationToken)
    {
        var address = IPAddress.Parse(leak.Target);
        using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.SendToAsync(_secret, new IPEndPoint(address, leak.Port), cancellationToken);
    }

    // A default client takes even what is meant for this machine to the proxy that a variable names.
    private static async Task ThroughProxyAsync(PlantedLeak leak, CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable("http_proxy", $"http://{leak.Target}:{leak.Port}");
        using var client = new HttpClient();
        using var content = new StringContent(Encoding.UTF8.GetString(_secret));
        using var response = await client.PostAsync(new Uri("http://127.0.0.1:9/v1/completions"), content, cancellationToken);
    }
}
