namespace CodeAssist.Core.Review.Changes;

/// <summary>What happened to a file.</summary>
public enum ChangeKind
{
    Added,
    Modified,
    Deleted,

    /// <summary>It has another name now, and perhaps another content.</summary>
    Renamed,

    /// <summary>Nothing that we know of: somebody asked for the file, or for a part of it, as it stands.</summary>
    AsItStands,
}
