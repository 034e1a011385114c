using System.IO.Enumeration;
using System.Runtime.InteropServices;
using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Files;

/// <summary>Makes a listing of what an enumeration sees.</summary>
internal static class Listings
{
    private const FileAttributes Special = FileAttributes.ReparsePoint | FileAttributes.Device;

    public static Seen See(ref FileSystemEntry entry)
    {
        var isSpecial = (entry.Attributes & Special) != FileAttributes.None;
        return new Seen(entry.FileName.ToString(), isSpecial, !isSpecial && entry.IsDirectory, isSpecial || entry.IsDirectory ? 0 : entry.Length, isSpecial ? default : entry.LastWriteTimeUtc);
    }

    public static GuardedListing Of(TaskPath folder, IEnumerable<Seen> seen)
    {
        List<GuardedEntry> entries = [];
        var skipped = 0;
        var isWhole = true;
        foreach (var entry in seen)
        {
            if (entries.Count == GuardedFolder.MostEntries)
            {
                isWhole = false;
                break;
            }

            if (!entry.IsSpecial && folder.Below(entry.Name) is { } path)
            {
                entries.Add(new GuardedEntry(path, entry.IsFolder, entry.Bytes, entry.Written));
            }
            else
            {
                skipped++;
            }
        }

        return new GuardedListing([.. entries.OrderBy(entry => entry.Path.Text, StringComparer.Ordinal)], skipped, isWhole);
    }

    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Seen(string Name, bool IsSpecial, bool IsFolder, long Bytes, DateTimeOffset Written);
}
