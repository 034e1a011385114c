using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Verification;

/// <summary>
/// Watches the calls by which processes reach other machines. It sees what never becomes a packet: an attempt without a route. Needs the program <c>strace</c>; where that is
/// missing, or may not trace, the proof has one layer less and says so.
/// </summary>
/// <remarks>Sockets alone are not counted: .NET opens some when it starts, and sends nothing with them.</remarks>
public sealed class CallTrace
{
    // Only these calls stop a process, by a filter in the kernel; of what is sent nothing is written down.
    private static readonly string[] _options = ["-f", "--seccomp-bpf", "-qq", "-s", "0", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-e", "signal=none", "-o"];

    private readonly string _strace;
    private readonly string _folder;
    private int _runs;

    private CallTrace(string strace, string folder) => (_strace, _folder) = (strace, folder);

    /// <param name="scratch">Holds what is written down.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A trace, or why there can be none.</returns>
    public static async Task<(CallTrace? Trace, string? Problem)> PrepareAsync(string scratch, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || !SystemTool.TryFind("strace", out var strace) || !SystemTool.TryFind("true", out var nothing))
        {
            return (null, "The program 'strace' is not installed.");
        }

        var folder = Directory.CreateDirectory(Path.Combine(scratch, "trace")).FullName;
        var problem = await SystemTool.RunAsync(strace, [.. _options, Path.Combine(folder, "probe"), nothing], cancellationToken);
        return problem is null ? (new CallTrace(strace, folder), null) : (null, problem);
    }

    /// <summary>The same program, watched together with all that it starts. It ends when all of that has ended.</summary>
    public Executable Watch(Executable program)
    {
        var file = Path.Combine(_folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"run-{Interlocked.Increment(ref _runs)}"));
        return new Executable(_strace, [.. _options, file, program.FileName, .. program.LeadingArguments]);
    }

    /// <summary>What programs that were watched tried since this was last asked, each once. Ask after they have ended.</summary>
    public IReadOnlyList<TracedCall> Take()
    {
        List<TracedCall> calls = [];
        foreach (var file in Directory.EnumerateFiles(_folder, "run-*").ToList())
        {
            calls.AddRange(File.ReadLines(file).Select(TracedCall.Read).OfType<TracedCall>());
            File.Delete(file);
        }

        return [.. calls.Distinct()];
    }
}
