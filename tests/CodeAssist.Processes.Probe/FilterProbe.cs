using System.Diagnostics;
using System.Runtime.CompilerServices;
using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Probe;

/// <summary>Filters this process and prints what every thread can open before and after: <c>when thread attempt errno</c>.</summary>
internal static class FilterProbe
{
    private const int OldThreads = 4;

    public static int Run()
    {
        using var filtered = new ManualResetEventSlim();
        using var ready = new CountdownEvent(OldThreads);
        var old = Enumerable.Range(0, OldThreads).Select(number => new Thread(() =>
        {
            Print("before", $"old{number}");
            ready.Signal();
            filtered.Wait();
            Print("after", $"old{number}");
        })).ToList();
        old.ForEach(thread => thread.Start());
        ready.Wait();

        var started = Stopwatch.GetTimestamp();
        var result = NetworkFilter.Apply();
        var elapsed = Stopwatch.GetElapsedTime(started);
        filtered.Set();

        Print("after", "main");
        var young = new Thread(() => Print("after", "young"));
        young.Start();
        young.Join();
        old.ForEach(thread => thread.Join());
        StartChild();

        Console.Out.WriteLine($"result {result.GetType().Name}");
        Console.Out.WriteLine(FormattableString.Invariant($"apply-us {elapsed.TotalMicroseconds:F0}"));
        var seen = NetworkFilter.Observe();
        Console.Out.WriteLine($"observed {seen?.Threads} {seen?.FilteredThreads} {seen?.InternetSocketRefused}");
        return 0;
    }

    public static int AttemptOnce()
    {
        Print("after", "child");
        return 0;
    }

    // One thread at a time, so that lines stay whole.
    [MethodImpl(MethodImplOptions.Synchronized)]
    private static void Print(string when, string thread)
    {
        foreach (var (name, errno) in SocketAttempts.All())
        {
            Console.Out.WriteLine($"{when} {thread} {name} {errno}");
        }
    }

    private static void StartChild()
    {
        var command = new ProcessStartInfo(Environment.ProcessPath!, ["attempt"]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var child = Process.Start(command)!;
        Console.Out.Write(child.StandardOutput.ReadToEnd());
        child.WaitForExit();
    }
}
