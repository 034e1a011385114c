using System.Globalization;
using CodeAssist.Core.Agent.Editing;

namespace CodeAssist.Server.Delegating.Models;

/// <summary>What was measured of a model's edits, in words for people.</summary>
internal static class EditFormSentences
{
    public static string Progress(string model, int done) =>
        string.Create(CultureInfo.InvariantCulture, $"Measure once how {model} edits best ({done + 1} of {EditExercises.All.Count})");

    public static string Of(string model, EditMeasurement measurement)
    {
        var counts = measurement.Counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{Name(count.Form)} {count.Fitted} of {count.Tried}"));
        return $"Edits of {model} came out right: {string.Join(", ", counts)}{(measurement.End is EditMeasurementEnd.Complete ? "" : ", as far as it was measured")}.";
    }

    public static string Name(EditForm form) => form switch
    {
        EditForm.Member => "members",
        EditForm.Whole => "whole files",
        _ => "quoted lines",
    };
}
