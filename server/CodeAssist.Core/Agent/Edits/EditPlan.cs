namespace CodeAssist.Core.Agent.Edits;

/// <summary>What blocks of an edit amount to: all of them, or none.</summary>
public abstract record EditPlan
{
    private EditPlan()
    {
    }

    /// <param name="Files">Each file once; those that stay as they are left out.</param>
    public sealed record Ready(IReadOnlyList<EditedFile> Files) : EditPlan;

    /// <param name="Failures">The blocks that do not fit, in their order. The others would.</param>
    public sealed record Failed(IReadOnlyList<BlockFailure> Failures) : EditPlan;
}
