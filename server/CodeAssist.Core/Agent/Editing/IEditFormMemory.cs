namespace CodeAssist.Core.Agent.Editing;

/// <summary>Remembers which form of edits suits which model.</summary>
public interface IEditFormMemory
{
    /// <returns>What is known of a model; empty for nothing.</returns>
    IReadOnlyList<EditFormCount> Of(string model);

    void Count(string model, EditForm form, bool fitted);
}
