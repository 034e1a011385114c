using System.Globalization;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Server.LocalModels;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Models;

/// <summary>Models for people.</summary>
internal static class ModelsPage
{
    /// <param name="output">The terminal.</param>
    /// <param name="report">What there is.</param>
    /// <param name="everyFile">Whether each file of a model of the catalogue has a line of its own.</param>
    public static void Write(IAnsiConsole output, ModelsReport report, bool everyFile)
    {
        var here = new Table().Title("On this machine");
        foreach (var head in (string[])["Model", "For", "Size", "Numbers", "Context", "Fit", "Speed", "Licence", "From"])
        {
            here.AddColumn(head);
        }

        foreach (var row in report.Here)
        {
            here.AddRow(
                Cell($"{row.Name}{(row.Adapter is { } adapter ? $" + {Path.GetFileName(adapter)}" : "")}{(row.UsedFor.Count > 0 ? $" (in use: {Roles(row.UsedFor)})" : "")}"),
                Cell(row.Problem is null ? Roles(row.Roles) : "cannot be used"),
                Cell(row.Bytes is { } bytes ? FitSentences.Bytes(bytes) : "?"),
                Cell(row.Quantisation ?? "?"),
                Cell(row.ContextTokens?.ToString(CultureInfo.InvariantCulture) ?? "?"),
                Cell(row.Problem is null ? FitSentences.Brief(row.Fit) : "-"),
                Cell(row.Speed?.Words ?? "not measured"),
                Cell(Licence(row.Licence, row.Commercial)),
                Cell(row.Place.ToString()));
        }

        output.Write(here);
        WriteCatalogue(output, report.Catalogue, everyFile);
    }

    public static void Write(IAnsiConsole output, ModelSearchReport report)
    {
        WriteCatalogue(output, report.Catalogue, everyFile: false);
        foreach (var place in report.Hub ?? [])
        {
            output.MarkupLineInterpolated($"{place.Hub}: {place.Repository}, licence {place.Licence ?? "not said"}{(place.NeedsAccount ? ", for known people only" : "")}");
            foreach (var file in place.Files)
            {
                output.MarkupLineInterpolated($"  codeassist models pull {file}");
            }
        }

        if (report.Hub is { Count: 0 })
        {
            output.WriteLine("The hub has nothing of that name.");
        }

        if (report.HubProblem is { } problem)
        {
            output.MarkupLineInterpolated($"{problem}");
        }
    }

    private static void WriteCatalogue(IAnsiConsole output, IReadOnlyList<OfferedModel> models, bool everyFile)
    {
        var catalogue = new Table().Title("In the catalogue");
        foreach (var head in (string[])["Model", "For", "Size", "Numbers", "Fit", "Licence", ""])
        {
            catalogue.AddColumn(head);
        }

        foreach (var model in models)
        {
            catalogue.AddRow(
                Cell(model.Id),
                Cell(Roles(model.Roles)),
                Cell(model.Bytes is { } bytes ? FitSentences.Bytes(bytes) : "?"),
                Cell(everyFile || model.Files.Count == 0 ? model.Quantisation ?? "?" : string.Join(", or :", model.Files.Select(file => file.Quantisation))),
                Cell(FitSentences.Brief(model.Fit)),
                Cell(Licence(model.Licence, model.Commercial)),
                Cell(model.Recommended.Count > 0 ? $"best here for {Roles(model.Recommended)}" : model.IsHere ? "is here" : ""));
            foreach (var file in everyFile ? model.Files.Skip(1) : [])
            {
                catalogue.AddRow(
                    Cell($"{model.Id}:{file.Quantisation}"),
                    Cell(""),
                    Cell(file.Bytes is { } size ? FitSentences.Bytes(size) : "?"),
                    Cell(file.Quantisation),
                    Cell(FitSentences.Brief(file.Fit)),
                    Cell(""),
                    Cell(file.Speed?.Words ?? (file.IsHere ? "is here" : "")));
            }
        }

        output.Write(catalogue);
    }

    public static void Write(IAnsiConsole output, IReadOnlyList<VerifiedModel> verified)
    {
        foreach (var model in verified)
        {
            var said = model.Problem ?? (model.Expected is null ? "nobody says what it should be" : "as it should be");
            output.MarkupLineInterpolated($"{model.Name}: {said}");
            if (model.Sha256 is { } digest)
            {
                output.MarkupLineInterpolated($"  SHA-256 {digest}");
            }
        }
    }

    private static string Licence(string? name, CommercialUse? use) => use switch
    {
        CommercialUse.Forbidden => $"{name}: not for use at work",
        CommercialUse.Limited => $"{name}: some uses forbidden",
        _ => name ?? "?",
    };

    private static string Roles(IReadOnlyList<ModelRole> roles) => string.Join(", ", roles.Select(role => role is ModelRole.Completion ? "completion" : "chat"));

    private static Text Cell(string text) => new(text);
}
