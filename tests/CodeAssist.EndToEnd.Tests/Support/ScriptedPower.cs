using System.Diagnostics;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>
/// A laptop's battery and plug, in files as the kernel writes them. A program sees them in the kernel's place because it is started with mounts of its own: so it needs no setting that names
/// another place.
/// </summary>
internal sealed class ScriptedPower
{
    private const string KernelFolder = "/sys/class/power_supply";

    private readonly string _folder;

    /// <param name="folder">Absolute path of a folder that does not exist yet.</param>
    public ScriptedPower(string folder)
    {
        _folder = folder;
        Write("BAT0/type", "Battery");
        Write("AC/type", "Mains");
        PlugIn();
    }

    public void PlugIn()
    {
        Write("BAT0/status", "Charging");
        Write("AC/online", "1");
    }

    public void Unplug()
    {
        Write("BAT0/status", "Discharging");
        Write("AC/online", "0");
    }

    /// <summary>Skips the test where the system gives this user no mounts of their own.</summary>
    public async Task SkipUnlessPossibleAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What the machine runs on is read on Linux only.");
        Assert.SkipUnless(Directory.Exists(KernelFolder), $"This kernel has no {KernelFolder}.");
        var start = new ProcessStartInfo("true") { RedirectStandardError = true, UseShellExecute = false };
        ShowTo(start);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(process.ExitCode == 0, "This system gives users no mounts of their own.");
    }

    /// <summary>Makes a program that is about to be started see these files.</summary>
    public void ShowTo(ProcessStartInfo start)
    {
        string[] command = [start.FileName, .. start.ArgumentList];
        start.FileName = "unshare";
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["--user", "--map-root-user", "--mount", "sh", "-c", $"mount --bind \"$0\" {KernelFolder} && exec \"$@\"", _folder, .. command])
        {
            start.ArgumentList.Add(argument);
        }
    }

    private void Write(string name, string line)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, line + "\n");
    }
}
