using System.Globalization;
using System.Text.Json;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Verification;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Verification;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary><c>codeassist verify-local-only</c>: plants leaks, plays a session, and looks what tries to leave the machine.</summary>
/// <remarks>
/// It starts itself again in a network namespace whose only way out is a <see cref="Sink"/>: nothing reaches a real network, and every
/// attempt becomes a packet that is seen. Where the system gives no namespace, the kernel's refusals are all that can be shown.
/// </remarks>
internal sealed class VerifyLocalOnlyCommand(IAnsiConsole output, IAnsiConsole errors, TextWriter json)
{
    public const string Verb = "verify-local-only";

    /// <summary>Set on the process that runs in the namespace.</summary>
    public const string Inside = "--inside";

    private static readonly TimeSpan _besidesTheSession = TimeSpan.FromMinutes(10);

    /// <param name="length">Of the session.</param>
    /// <param name="network">The surroundings in which it is played.</param>
    /// <param name="asJson">For programs instead of people.</param>
    /// <param name="isInside">Whether this process lives in a namespace of its own.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(TimeSpan length, ProofNetwork network, bool asJson, bool isInside, CancellationToken cancellationToken)
    {
        if (!File.Exists(ProductFiles.OfThisProgram.Egress))
        {
            errors.MarkupLineInterpolated($"[red]The program that plants the leaks is missing: {ProductFiles.OfThisProgram.Egress}.[/] Install CodeAssist again; in a checkout, build it with 'npm start'.");
            return ExitCode.Unavailable;
        }

        if (isInside)
        {
            return await ProveAsync(length, network, asJson, cancellationToken);
        }

        return await NamespaceEntry.CheckAsync(cancellationToken) is { } refused
            ? await ExamineAsync(sink: null, $"This system gives no network namespace. {refused}", length, network, asJson, cancellationToken)
            : await EnterAsync(length, network, asJson, cancellationToken);
    }

    private async Task<int> EnterAsync(TimeSpan length, ProofNetwork network, bool asJson, CancellationToken cancellationToken)
    {
        await using var standardOutput = Console.OpenStandardOutput();
        await using var standardError = Console.OpenStandardError();
        List<string> arguments = [Verb, Inside, "--network", network.ToString(), "--seconds", length.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)];
        if (asJson)
        {
            arguments.Add("--json");
        }

        if (await NamespaceEntry.RunAsync(arguments, standardOutput, standardError, length + _besidesTheSession, cancellationToken) is { } code)
        {
            return code;
        }

        var minutes = (length + _besidesTheSession).TotalMinutes.ToString("0", CultureInfo.InvariantCulture);
        errors.MarkupLineInterpolated($"[red]The proof did not come to an end within {minutes} minutes.[/] Try again on a quieter machine.");
        return ExitCode.NotAsPromised;
    }

    private async Task<int> ProveAsync(TimeSpan length, ProofNetwork network, bool asJson, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("ca-proof-").FullName;
        try
        {
            var (sink, problem) = await SinkNamespace.PrepareAsync(scratch, network, cancellationToken);
            using (sink)
            {
                return await ExamineAsync(sink, sink is null ? $"No sink could be made. {problem}" : null, length, network, asJson, cancellationToken);
            }
        }
        finally
        {
            TryDelete(scratch);
        }
    }

    private async Task<int> ExamineAsync(Sink? sink, string? reduced, TimeSpan length, ProofNetwork network, bool asJson, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("ca-proof-").FullName;
        try
        {
            var (trace, untraced) = await CallTrace.PrepareAsync(scratch, cancellationToken);
            reduced ??= network is ProofNetwork.NoRoute && trace is null ? $"Without a route only a trace of calls sees what is tried. {untraced}" : null;
            var leaks = new PlantedLeakRun(Executable.At(ProductFiles.OfThisProgram.Egress), sink, trace, network, scratch, TimeProvider.System);
            var report = await errors.Progress().AutoClear(true).StartAsync(async progress =>
            {
                var planting = progress.AddTask("Planting leaks", maxValue: PlantedLeak.All.Count);
                var working = progress.AddTask("Working", maxValue: 1);
                List<LeakLine> lines = [];
                foreach (var leak in PlantedLeak.All)
                {
                    lines.Add(LeakLine.Of(await leaks.RunAsync(leak, cancellationToken)));
                    planting.Increment(1);
                }

                var before = sink?.Seen.Count ?? 0;
                var session = await new ScriptedSession(Executable.OfThisProcess(), trace, network, scratch, TimeProvider.System).RunAsync(
                    length, () => SeenSinceAsync(sink, leaks, before, cancellationToken), new Progress<double>(share => working.Value = share), cancellationToken);

                return new ProofReport(lines.TrueForAll(line => line.Holds) && session.Holds, reduced, untraced, network, lines, session);
            });
            if (asJson)
            {
                await json.WriteLineAsync(JsonSerializer.Serialize(report, CommandLineJsonContext.Default.ProofReport));
            }
            else
            {
                ProofPage.Write(output, report);
            }

            return !report.Held ? ExitCode.NotAsPromised : reduced is null ? ExitCode.Success : ExitCode.ReducedProof;
        }
        finally
        {
            TryDelete(scratch);
        }
    }

    // Every program of the session has ended, and the packet that settles is the last one.
    private static async Task<IReadOnlyList<string>?> SeenSinceAsync(Sink? sink, PlantedLeakRun leaks, int before, CancellationToken cancellationToken)
    {
        if (sink is null)
        {
            return null;
        }

        var isQuiet = await NamespaceQuiet.WaitAsync(TimeProvider.System, cancellationToken);
        var isSettled = await leaks.SettleAsync(cancellationToken);
        var seen = leaks.SeenSince(before).Select(packet => packet.ToString());
        return
        [
            .. seen,
            .. isSettled ? Array.Empty<string>() : ["the sink no longer sees what is planted"],
            .. isQuiet ? Array.Empty<string>() : ["a program of the session has not ended, and could send something still"],
        ];
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A program that is just ending still writes there; the system cleans its temporary folder.
        }
    }
}
