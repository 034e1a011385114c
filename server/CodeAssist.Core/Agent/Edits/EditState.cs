using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Core.Agent.Edits;

/// <summary>The files of an edit between two of its blocks.</summary>
internal sealed class EditState(Func<TaskPath, EditSource> sourceOf)
{
    // By the path that a file has at this moment.
    private readonly Dictionary<TaskPath, Entry> _files = [];

    // Files whose names others have taken.
    private readonly List<Entry> _deleted = [];

    public string? Objection(TaskPath path) => At(path).Source.Objection;

    public string? Text(TaskPath path) => At(path).Text;

    public bool WasRead(TaskPath path) => At(path).Source.WasRead;

    public void Set(TaskPath path, string? text) => _files[path] = At(path) with { Text = text };

    public void Move(TaskPath path, TaskPath to)
    {
        var (moved, target) = (At(path), At(to));
        if (target.Source.Text is not null)
        {
            // A block before has deleted it.
            _deleted.Add(target);
        }

        _files[to] = moved;
        _files[path] = new Entry(path, new EditSource(null, null, WasRead: false), null);
    }

    /// <summary>In an order in which they can be made: what goes before what takes its place.</summary>
    public IReadOnlyList<EditedFile> Changes() =>
    [
        .. _deleted.Concat(_files.Values.Where(entry => entry.Text is null && entry.Source.Text is not null))
            .Select(entry => new EditedFile(entry.First, entry.Source.Text, null, entry.First)),
        .. _files.Where(file => file.Value.Text is not null && !file.Value.First.Equals(file.Key)).Select(file => new EditedFile(file.Value.First, file.Value.Source.Text, file.Value.Text, file.Key)),
        .. _files.Where(file => file.Value.Text is not null && file.Value.First.Equals(file.Key) && !string.Equals(file.Value.Source.Text, file.Value.Text, StringComparison.Ordinal))
            .Select(file => new EditedFile(file.Key, file.Value.Source.Text, file.Value.Text, file.Key)),
    ];

    private Entry At(TaskPath path)
    {
        if (!_files.TryGetValue(path, out var entry))
        {
            var source = sourceOf(path);
            _files[path] = entry = new Entry(path, source, source.Text);
        }

        return entry;
    }

    private sealed record Entry(TaskPath First, EditSource Source, string? Text);
}
