namespace CodeAssist.Core.Agent.Actions;

/// <summary>One change to one file.</summary>
/// <param name="Path">The file that it is about, as the model wrote it.</param>
public abstract record EditBlock(string Path)
{
    /// <summary>Another text for a whole member, named rather than quoted. C# only.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Symbol">As an outline names it: <c>Shop.Cart.Add(Item)</c>; shorter where that is unique in the file.</param>
    /// <param name="Text">The whole member with its attributes and its documentation.</param>
    public sealed record Member(string Path, string Symbol, string Text) : EditBlock(Path);

    /// <param name="Path">The file.</param>
    /// <param name="Search">Whole lines that stand there exactly once.</param>
    /// <param name="Text">What stands there afterwards.</param>
    public sealed record Replace(string Path, string Search, string Text) : EditBlock(Path);

    /// <summary>The whole text of a file that exists and is short.</summary>
    public sealed record Whole(string Path, string Text) : EditBlock(Path);

    /// <summary>A file that does not exist yet.</summary>
    public sealed record Create(string Path, string Text) : EditBlock(Path);

    /// <param name="Path">What it is called.</param>
    /// <param name="NewPath">What it is called afterwards; nothing is there yet.</param>
    public sealed record Rename(string Path, string NewPath) : EditBlock(Path);

    public sealed record Delete(string Path) : EditBlock(Path);
}
