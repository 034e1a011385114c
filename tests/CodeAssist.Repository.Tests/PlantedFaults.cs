using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace CodeAssist.Repository.Tests;

/// <summary>One of each thing the rooms may not do, so that the tests can show that they would see it. Never called.</summary>
internal static partial class PlantedFaults
{
    public static object OpenSocket() => new Socket(SocketType.Stream, ProtocolType.Tcp);

    public static Process? StartProcess() => Process.Start("true");

    public static string? ReadEnvironment() => Environment.GetEnvironmentVariable("PATH");

    public static bool ReadDisk() => File.Exists("/");

    [LibraryImport("libc")]
    public static partial int getpid();
}
