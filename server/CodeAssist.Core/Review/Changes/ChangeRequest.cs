using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>What somebody wants to have reviewed.</summary>
public abstract record ChangeRequest
{
    private ChangeRequest(string folder) => Folder = folder;

    /// <summary>Absolute path of a folder of the repository, or of any folder for <see cref="Files"/>.</summary>
    public string Folder { get; }

    /// <summary>What editors have open and not yet saved: text by path relative to the root. Counts as the file's content wherever the disk would.</summary>
    public IReadOnlyDictionary<string, string> Unsaved { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Everything since the last commit, staged or not, new files included.</summary>
    public sealed record WorkingTree(string Folder) : ChangeRequest(Folder);

    /// <summary>What the next commit would hold, as the index has it, whatever the disk says.</summary>
    public sealed record Staged(string Folder) : ChangeRequest(Folder);

    /// <param name="Folder">Absolute path.</param>
    /// <param name="Revision">As Git understands it. Of a merge, what it did to its first parent.</param>
    public sealed record Commit(string Folder, string Revision) : ChangeRequest(Folder);

    /// <summary>What the current commit has that a branch has not: against their merge base.</summary>
    /// <param name="Folder">Absolute path.</param>
    /// <param name="Base">The branch that the change is meant for, as Git understands it.</param>
    public sealed record Branch(string Folder, string Base) : ChangeRequest(Folder);

    /// <summary>Files as they stand, all their lines.</summary>
    /// <param name="Folder">Absolute path.</param>
    /// <param name="Paths">Relative to the folder or absolute.</param>
    public sealed record Files(string Folder, IReadOnlyList<string> Paths) : ChangeRequest(Folder);

    /// <summary>Some lines of a file, as they stand.</summary>
    public sealed record Selection(string Folder, string Path, TextRange Range) : ChangeRequest(Folder);
}
