namespace CodeAssist.Server.Delegating.Memory;

/// <summary>How edits of models fitted, as it lies on the disk.</summary>
/// <param name="Version">Of this form.</param>
/// <param name="Models">By identity of the model.</param>
internal sealed record StoredEditForms(int Version, Dictionary<string, StoredModelEdits> Models)
{
    public const int CurrentVersion = 2;

    /// <summary>Whether all of it is there: whoever reads JSON gets null for what is not.</summary>
    public bool IsUsable => Version == CurrentVersion && Models is not null && Models.Values.All(model => model is
    {
        Name: not null, Worked: not null
    } && Array.TrueForAll([.. model.Worked], count => count is not null) && (model.Measured is null || (model.Measured.Counts is { } counts && counts.All(count => count is not null))));
}
