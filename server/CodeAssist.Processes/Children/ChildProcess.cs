using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace CodeAssist.Processes.Children;

/// <summary>A started child, its three streams in our hands. The only place of the product that starts a process.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Error => _process.StandardError.BaseStream;

    /// <summary>Exit code of a child that has ended; 128 and the signal's number where a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    public static bool TryStart(
        ChildCommand command, [NotNullWhen(true)] out ChildProcess? child, [NotNullWhen(false)] out ProcessFailure? failure)
    {
        child = null;
        failure = null;
        var start = new ProcessStartInfo(command.Program.FileName, [.. command.Program.LeadingArguments, .. command.Arguments])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            child = new ChildProcess(Process.Start(start)!);
            return true;
        }
        catch (Win32Exception exception)
        {
            failure = new ProcessFailure(
                ProcessFailureKind.ProgramMissing,
                $"'{command.Program.FileName}' cannot be started: {Reason(exception)}.",
                "Install CodeAssist again; in a checkout, build it with 'npm start'.");
            return false;
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends the child if it still runs.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself, or it is past killing; nobody waits for it either way.
        }
    }

    /// <summary>Ends the child and everything below it.</summary>
    public void KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or part of it is past killing.
        }
    }

    /// <summary>Lets go of the child without ending it. Its error stream stays with whoever drains it, to the stream's own end.</summary>
    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
        _process.Dispose();
    }

    private static string Reason(Win32Exception exception) => exception.NativeErrorCode switch
    {
        2 => "there is no such file",
        13 => "it may not be executed",
        8 => "it is not a program for this machine",
        _ => exception.NativeErrorCode == 5 && OperatingSystem.IsWindows()
            ? "access is denied"
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the system refused (error {exception.NativeErrorCode})"),
    };
}
