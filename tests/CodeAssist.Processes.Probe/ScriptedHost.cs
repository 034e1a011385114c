using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Probe;

/// <summary>
/// Stands for the model host: says of itself what a test wants to know, then behaves as <c>script.txt</c> in its runtime directory
/// says.
/// </summary>
internal static partial class ScriptedHost
{
    private static readonly TimeSpan _longestLife = TimeSpan.FromMinutes(2);

    public static int Run(string[] arguments)
    {
        var options = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var runtime = options["--runtime-dir"];
        var script = Path.Combine(runtime, "script.txt");
        switch (File.Exists(script) ? File.ReadAllText(script) : "ready")
        {
            case "ready":
                return Serve(runtime, options);
            case "hang":
                Wait();
                return 0;
            case "crash":
                Environment.FailFast("the driver fell over");
                return 0;
            case "complain":
                Console.Error.WriteLine("cannot read the libraries");
                return 3;
            case "log":
                File.AppendAllText(options["--log-file"], "the disk is full\n");
                return 5;
            case "chat":
                Console.Out.WriteLine("hello");
                Wait();
                return 0;
            case "flood":
                Console.Out.Write(new string('x', 1_000_000));
                Wait();
                return 0;
            case "close":
                return CloseOutput();
            case var unknown:
                Console.Error.WriteLine($"no such script: {unknown}");
                return 64;
        }
    }

    private static int Serve(string runtime, Dictionary<string, string> options)
    {
        try
        {
            using var alone = new FileStream(Path.Combine(runtime, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var ownSession = ProcessIsolation.StartOwnSession();
            File.WriteAllLines(Path.Combine(runtime, "host.txt"),
            [
                $"pid {Environment.ProcessId}",
                $"own-session {ownSession}",
                $"folder {Path.GetDirectoryName(Environment.ProcessPath)}",
                $"cwd {new DirectoryInfo(".").FullName}",
                $"internet-refused {NetworkFilter.Observe()?.InternetSocketRefused}",
                .. options.Select(option => $"option {option.Key} {option.Value}"),
                .. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => $"env {variable.Key}={variable.Value}"),
            ]);
            Console.Out.WriteLine("ready");
            Wait();
            return 0;
        }
        catch (IOException)
        {
            Console.Out.WriteLine("already-running");
            return 0;
        }
    }

    // The runtime holds copies of the standard streams: all of them have to go before the reader sees an end.
    private static int CloseOutput()
    {
        var output = new FileInfo("/proc/self/fd/1").LinkTarget;
        foreach (var descriptor in Directory.GetFiles("/proc/self/fd"))
        {
            if (string.Equals(new FileInfo(descriptor).LinkTarget, output, StringComparison.Ordinal)
                && Close(int.Parse(Path.GetFileName(descriptor), CultureInfo.InvariantCulture)) != 0)
            {
                return 1;
            }
        }

        Wait();
        return 0;
    }

    // Until somebody kills it; a test that fails must not leave it behind for ever.
    private static void Wait()
    {
        using var never = new ManualResetEventSlim();
        never.Wait(_longestLife);
    }

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
