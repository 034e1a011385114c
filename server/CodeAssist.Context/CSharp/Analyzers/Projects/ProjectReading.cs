namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>What came of reading a project.</summary>
internal abstract record ProjectReading
{
    private ProjectReading()
    {
    }

    public sealed record Read(ProjectPicture Picture) : ProjectReading;

    /// <summary>Something that a compiler needs is not on the disk.</summary>
    /// <param name="Why">What stands behind "because".</param>
    public sealed record Incomplete(string Why) : ProjectReading;
}
