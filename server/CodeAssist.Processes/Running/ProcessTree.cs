using System.Globalization;
using System.Runtime.InteropServices;

namespace CodeAssist.Processes.Running;

/// <summary>Everything that a process of Linux has started, as <c>/proc</c> tells.</summary>
internal static partial class ProcessTree
{
    private const int Kill = 9;

    /// <param name="top">Id of the first.</param>
    /// <returns>Ids of all below it, and how much memory they take together, in bytes.</returns>
    public static (IReadOnlyList<int> Ids, long Memory) Below(int top)
    {
        var all = Read();
        HashSet<int> found = [top];
        for (var before = 0; before < found.Count;)
        {
            before = found.Count;
            found.UnionWith(all.Where(process => found.Contains(process.Parent) || process.Session == top).Select(process => process.Id).ToList());
        }

        found.Remove(top);
        return ([.. found], all.Where(process => found.Contains(process.Id)).Sum(process => process.Pages) * System.Environment.SystemPageSize);
    }

    /// <summary>Ends processes at once; those that have gone are no matter.</summary>
    public static void End(IEnumerable<int> ids)
    {
        foreach (var id in ids)
        {
            _ = Signal(id, Kill);
        }
    }

    private static List<Seen> Read()
    {
        List<Seen> processes = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Stat(folder) is { } stat)
            {
                // The name, in brackets, may hold anything.
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                processes.Add(new Seen(id, Number(fields, 1), Number(fields, 3), Number(fields, 21)));
            }
        }

        return processes;
    }

    private static int Number(string[] fields, int index) =>
        index < fields.Length && int.TryParse(fields[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string? Stat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int id, int signal);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Seen(int Id, int Parent, int Session, long Pages);
}
