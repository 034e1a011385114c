using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Files;

/// <summary>Tells what of the files of a task is not saved.</summary>
/// <remarks>
/// No editor says so. A text that differs from the disk is not saved, unless it is one that lay on the disk before: then the disk has gone on, by a task or a command of one, and the editor
/// has not read it again yet. Calls come one after another.
/// </remarks>
public sealed class UnsavedTexts(ITaskEditor editor)
{
    private readonly Dictionary<TaskPath, OpenText> _saved = [];

    public ITaskEditor Editor => editor;

    /// <param name="path">The file.</param>
    /// <param name="onDisk">Its text on the disk, as it is now.</param>
    /// <returns>Null where the editor has nothing that is not saved.</returns>
    public OpenText? Of(TaskPath path, string onDisk)
    {
        if (editor.Find(path) is not { } open)
        {
            return null;
        }

        if (IsSame(open.Text, onDisk))
        {
            _saved[path] = open;
            return null;
        }

        return _saved.TryGetValue(path, out var saved) && saved.Equals(open) ? null : open;
    }

    // Editors have one kind of line end in a text, whatever the file has.
    private static bool IsSame(string open, string onDisk) =>
        string.Equals(open, onDisk, StringComparison.Ordinal) || (IsMixed(onDisk) && string.Equals(Plain(open), Plain(onDisk), StringComparison.Ordinal));

    private static bool IsMixed(string text)
    {
        var broken = text.AsSpan().Count("\r\n");
        return broken > 0 && broken < text.AsSpan().Count('\n');
    }

    private static string Plain(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
