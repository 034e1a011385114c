using CodeAssist.Core.Agent.Editing;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Delegating.Models;

namespace CodeAssist.Server.Delegating.Output;

/// <summary>What was measured of a model's edits, for programs.</summary>
/// <param name="Model">What it is called.</param>
/// <param name="MeasuredOn">The day.</param>
/// <param name="End">How far it came.</param>
/// <param name="Tokens">Of questions and answers together.</param>
/// <param name="Forms">The forms in the order in which it is advised to use them.</param>
internal sealed record EditFormReport(string Model, DateOnly MeasuredOn, EditMeasurementEnd End, long Tokens, IReadOnlyList<EditFormReport.Row> Forms)
{
    public static EditFormReport Of(RoutedAgentModel model, EditMeasurement measurement, IReadOnlyList<EditFormCount> all) => new(
        model.Id, measurement.MeasuredOn, measurement.End, measurement.Tokens, [.. EditForms.Order(all, model.Tier is Tier.Local).Select(form => Row.Of(form, measurement.Counts, all))]);

    /// <param name="Form">The form.</param>
    /// <param name="Name">For people.</param>
    /// <param name="Tried">How many exercises.</param>
    /// <param name="Right">How many of them came out right.</param>
    /// <param name="TriedInAll">With those of its work.</param>
    /// <param name="RightInAll">How many of these.</param>
    internal sealed record Row(EditForm Form, string Name, int Tried, int Right, int TriedInAll, int RightInAll)
    {
        public static Row Of(EditForm form, IReadOnlyList<EditFormCount> measured, IReadOnlyList<EditFormCount> all)
        {
            var (one, both) = (Find(form, measured), Find(form, all));
            return new Row(form, EditFormSentences.Name(form), one.Tried, one.Fitted, both.Tried, both.Fitted);
        }

        private static EditFormCount Find(EditForm form, IReadOnlyList<EditFormCount> counts) => counts.FirstOrDefault(count => count.Form == form) ?? new EditFormCount(form, 0, 0);
    }
}
