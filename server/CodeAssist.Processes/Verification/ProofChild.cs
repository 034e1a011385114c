using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Verification;

/// <summary>A program of ours that runs inside a proof: in scratch directories of its own, with variables that try to lead it astray.</summary>
public sealed class ProofChild : IDisposable
{
    private readonly ChildProcess _child;
    private readonly OutputTail _errors = new();

    private ProofChild(ChildProcess child)
    {
        _child = child;
        _ = _errors.DrainAsync(child.Error);
    }

    public int Id => _child.Id;

    public Stream Input => _child.Input;

    public Stream Output => _child.Output;

    /// <summary>The end of what it wrote to standard error; null when nothing.</summary>
    public string? LastWords => _errors.Read();

    /// <param name="program">What to run.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="scratch">Holds everything that it keeps.</param>
    /// <param name="network">Whether there are proxies in its environment.</param>
    /// <param name="failure">Why it does not run.</param>
    public static ProofChild? TryStart(Executable program, IReadOnlyList<string> arguments, string scratch, ProofNetwork network, out ProcessFailure? failure) =>
        ChildProcess.TryStart(new ChildCommand(program, arguments, Environment(scratch, network), scratch), out var child, out failure)
            ? new ProofChild(child)
            : null;

    /// <returns>Its exit code; null when it did not end in time and was ended.</returns>
    public async Task<int?> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            await _child.WaitForExitAsync(deadline.Token);
            return _child.ExitCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _child.Kill();
            return null;
        }
    }

    public void Dispose()
    {
        _child.Kill();
        _child.Dispose();
    }

    private static Dictionary<string, string> Environment(string scratch, ProofNetwork network)
    {
        var environment = ChildEnvironment.ForBroker(System.Environment.GetEnvironmentVariable);
        environment["HOME"] = scratch;
        foreach (var (variable, folder) in new[]
        {
            ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache"), ("XDG_RUNTIME_DIR", "run"),
        })
        {
            environment[variable] = Path.Combine(scratch, folder);
        }

        // A default HTTP client would send even what is meant for this machine to them.
        string[] proxies = network is ProofNetwork.NoProxies ? [] : ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
        foreach (var variable in proxies)
        {
            environment[variable] = $"http://{PlantedLeak.Proxy.Target}:{PlantedLeak.Proxy.Port}";
        }

        return environment;
    }
}
