namespace CodeAssist.Processes.Verification;

/// <summary>Gives the network namespace that this process alone lives in one way out, which ends in a <see cref="Sink"/>.</summary>
public static class SinkNamespace
{
    private const string Device = Sink.DeviceName;

    // Both are for documentation and benchmarks: whatever goes wrong, no real network has them (RFC 2544, RFC 3849).
    private static readonly string[][] _steps =
    [
        ["link", "set", "lo", "up"],
        ["addr", "add", "198.18.0.1/30", "dev", Device],
        ["-6", "addr", "add", "2001:db8:ffff::1/126", "dev", Device],
        ["link", "set", Device, "up"],
        ["route", "add", "default", "dev", Device],
        ["-6", "route", "add", "default", "dev", Device],
    ];

    /// <summary>Call it in a fresh namespace only (<see cref="NamespaceEntry"/>).</summary>
    /// <param name="scratch">A folder for the file that says where names are asked for.</param>
    /// <param name="network">Which ways out lead to it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The sink, or why there is none.</returns>
    public static async Task<(Sink? Sink, string? Problem)> PrepareAsync(string scratch, ProofNetwork network, CancellationToken cancellationToken)
    {
        if (!SystemTool.TryFind("ip", out var ip) || !SystemTool.TryFind("mount", out var mount))
        {
            return (null, "The programs 'ip' (package iproute2) and 'mount' are needed.");
        }

        if (Sink.TryOpen(out var problem) is not { } sink)
        {
            return (null, problem);
        }

        // Names would otherwise be asked for where this machine asks, which may be a daemon on it.
        var resolver = Path.Combine(scratch, "resolv.conf");
        await File.WriteAllTextAsync(resolver, $"nameserver {PlantedLeak.NameServer}\noptions timeout:1 attempts:1\n", cancellationToken);
        problem = await SystemTool.RunAsync(mount, ["--bind", resolver, "/etc/resolv.conf"], cancellationToken);
        foreach (var step in Steps(network))
        {
            // A kernel without IPv6 has nothing to leak by it.
            problem ??= step[0] is "-6" && !File.Exists("/proc/net/if_inet6") ? null : await SystemTool.RunAsync(ip, step, cancellationToken);
        }

        if (problem is null)
        {
            return (sink, null);
        }

        sink.Dispose();
        return (null, problem);
    }

    private static IEnumerable<string[]> Steps(ProofNetwork network) => network switch
    {
        ProofNetwork.NoRoute => _steps.Where(step => step[^1] is not Device),
        ProofNetwork.IPv6 => _steps.Where(step => step[0] is not ("addr" or "route")),
        _ => _steps,
    };
}
