using System.ComponentModel;
using System.Diagnostics;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>A Python as the recipe in training/ needs it; Debian's own is asked first.</summary>
internal static class Python
{
    private static readonly string[] _candidates = ["/usr/bin/python3", "python3"];

    /// <summary>The program to start, with PyTorch; skips the running test, saying why, where there is none.</summary>
    public static Task<string> FindWithTorchAsync(CancellationToken cancellationToken) =>
        FindAsync("torch", "No Python with PyTorch (Debian: apt-get install python3-torch g++).", cancellationToken);

    /// <summary>The program to start, with its standard library; skips the running test, saying why, where there is none.</summary>
    public static Task<string> FindAsync(CancellationToken cancellationToken) =>
        FindAsync("socket", "No Python 3 (Debian: apt-get install python3).", cancellationToken);

    private static async Task<string> FindAsync(string module, string missing, CancellationToken cancellationToken)
    {
        foreach (var candidate in _candidates)
        {
            if (await RunAsync(candidate, ["-c", $"import {module}"], AppContext.BaseDirectory, cancellationToken) is { ExitCode: 0 })
            {
                return candidate;
            }
        }

        Assert.Skip(missing);
        return "";
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(string python, IReadOnlyList<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(python)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        // One thread: the test runs beside others, and a resumed run equals an unbroken one only then.
        info.Environment["OMP_NUM_THREADS"] = "1";
        info.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        try
        {
            using var process = Process.Start(info)!;
            await using var killed = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
