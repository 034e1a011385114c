namespace CodeAssist.Core.Agent.Editing;

/// <summary>Remembers which form of edits suits which model: what was measured once, and on top of it what came of its work. Models go by their identity (<see cref="Models.IAgentModel.Identity"/>).</summary>
public interface IEditFormMemory
{
    /// <returns>What is known of a model, from both; empty for nothing.</returns>
    IReadOnlyList<EditFormCount> Of(string model);

    void Count(string model, EditForm form, bool fitted);

    /// <returns>What was measured of a model; null where nobody has measured it yet.</returns>
    EditMeasurement? MeasurementOf(string model);

    /// <summary>Keeps what was measured, in place of what was measured before.</summary>
    /// <param name="model">Its identity.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="measurement">What came of it.</param>
    void Keep(string model, string name, EditMeasurement measurement);
}
