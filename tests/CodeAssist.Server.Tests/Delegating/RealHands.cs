using System.Diagnostics;
using System.Text;
using CodeAssist.Processes.Git;
using CodeAssist.Processes.Running;
using CodeAssist.Server.Delegating.Hands;

namespace CodeAssist.Server.Tests.Delegating;

/// <summary>The real hands over a folder; commands run as they are, for what the broker adds to them is tested elsewhere.</summary>
internal static class RealHands
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    /// <param name="root">Where the task works.</param>
    /// <param name="kept">Where it keeps what it needs; outside of the root.</param>
    /// <param name="ran">Told every command that is run.</param>
    public static AgentHands Open(string root, string kept, ICollection<string> ran) => AgentHands.TryOpen(new HandsPlace(
        root,
        Path.Combine(kept, "tasks"),
        Path.Combine(kept, "approvals.json"),
        new GitProgram(TimeProvider.System),
        async (request, cancellationToken) =>
        {
            ran.Add(string.Join(' ', request.Words));
            return (await RunAsync(request, cancellationToken), null);
        },
        TimeProvider.System))!;

    private static async Task<RunReport> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(request.Words[0], request.Words.Skip(1)) { WorkingDirectory = request.Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        void Take(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }

        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(cancellationToken).WaitAsync(_longest, cancellationToken);
        return new RunReport(process.ExitCode, output.ToString(), Stopped: null, "");
    }
}
