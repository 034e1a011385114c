using CodeAssist.Core.Agent.Editing;

namespace CodeAssist.Server.Delegating.Memory;

/// <summary>How edits of models fitted, as it lies on the disk.</summary>
/// <param name="Version">Of this form.</param>
/// <param name="Models">By id of the model.</param>
internal sealed record StoredEditForms(int Version, Dictionary<string, List<EditFormCount>> Models)
{
    public const int CurrentVersion = 1;
}
