using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Egress.Protocol.Catalogue.OpenModels;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.LocalModels;

/// <summary>What models there are for this user, and which of them the settings give a job.</summary>
internal sealed class ModelShop
{
    // A model that costs more than an eighth of the other has to be right too often.
    private const int LeastTimesLarger = 8;

    private readonly Places _places;
    private readonly CodeAssistSettings _settings;
    private readonly UserEnvironment _environment;

    public ModelShop(Places places, CodeAssistSettings settings, UserEnvironment environment, TimeProvider time)
    {
        _places = places;
        _settings = settings;
        _environment = environment;
        Today = DateOnly.FromDateTime(time.GetLocalNow().Date);
        Shelf = new ModelShelf(places.Directories.Data);
        (Cards, Problem) = OpenModelFiles.Read(Path.Combine(places.Directories.Config, OpenModelFiles.UserFileName), Today);
    }

    public DateOnly Today { get; }

    public ModelShelf Shelf { get; }

    /// <summary>What is known of models.</summary>
    public OpenModelList Cards { get; }

    /// <summary>Why the user's own list of models is not part of that, or null.</summary>
    public string? Problem { get; }

    /// <summary>All model files on this machine: ours first, then other programs'.</summary>
    public IReadOnlyList<FoundFile> Found()
    {
        List<FoundFile> all = [new("built-in", _places.Product.BuiltInModel, ModelPlace.BuiltIn)];
        all.AddRange(Shelf.Read().Models.Select(entry => new FoundFile(entry.Name, entry.Path, entry.From is null ? ModelPlace.Imported : ModelPlace.Downloaded)
        {
            Sha256 = entry.Sha256, Card = entry.Card,
        }));
        all.AddRange(ModelCaches.Find(_environment));
        all.AddRange(new[] { _settings.ModelPath, _settings.ChatModelPath }.Where(path => path.Length > 0)
            .Select(path => new FoundFile(Path.GetFileNameWithoutExtension(path), path, ModelPlace.Settings)));
        return [.. all.DistinctBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>The machine as models may use it by the settings; null where the host does not say.</summary>
    public Machine? MachineOf(StatusResult status) => ModelInventory.MachineOf(status) is not { } machine ? null
        : _settings.Device is DeviceSetting.Cpu ? machine with { VideoName = null, FreeVideoBytes = 0 }
        : machine with { MostGpuLayers = _settings.GpuLayers == 0 ? null : _settings.GpuLayers };

    /// <summary>Which jobs the settings give a file.</summary>
    public IReadOnlyList<ModelRole> JobsOf(string path) =>
    [
        .. Same(path, _settings.ModelPath.Length == 0 ? _places.Product.BuiltInModel : _settings.ModelPath) ? [ModelRole.Completion] : Array.Empty<ModelRole>(),
        .. Same(path, _settings.ChatModelPath) ? [ModelRole.Chat] : Array.Empty<ModelRole>(),
    ];

    /// <summary>Whether somebody means this file by a name.</summary>
    public static bool IsCalled(FoundFile file, string name) =>
        string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(file.Card, name, StringComparison.OrdinalIgnoreCase) || Same(file.Path, name);

    /// <returns>Why a file cannot do a job, in a sentence; null where it can.</returns>
    public static string? WhyNot(LocalModelFile file, ModelRole role) =>
        file.Failure is { } failure ? $"{failure.Message} {failure.NextStep}"
        : file.Roles.Contains(role) ? null
        : role is ModelRole.Completion ? $"{file.Found.Name} cannot fill in at the caret: {file.Family?.Refusal ?? "its vocabulary has the tokens of no known family"}."
        : file.Header!.HasChatTemplate ? $"{file.Found.Name} cannot chat here: its chat template is none of those that are known (docs/model-host.md)."
        : $"{file.Found.Name} cannot chat: its file carries no chat template.";

    /// <summary>Gives a file a job, in the user's own settings file, and a small model that guesses ahead, where there is one and the user has not chosen.</summary>
    /// <returns>Why that could not be done, in a sentence; null where it is.</returns>
    public string? Use(LocalModelFile model, ModelRole role)
    {
        var file = UserSettingsFile.In(_places.Directories.Config);
        var path = model.Found.Path;
        var value = role is ModelRole.Completion && Same(path, _places.Product.BuiltInModel) ? "" : path;
        try
        {
            var old = File.Exists(file) ? File.ReadAllBytes(file) : [];
            if (SettingsEdit.WithText(old, role is ModelRole.Completion ? "model.path" : "model.chat", value) is not { } changed)
            {
                return $"{file} is not valid JSON: mend it first.";
            }

            ReplacedFile.Write(file, changed);
            if (!Shelf.Read().Drafts.ContainsKey(path) && DraftFor(model.Card, Found(), Cards) is { } draft)
            {
                Shelf.GuessWith(path, draft.Path);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{file} and the list of models cannot be written: {exception.Message}";
        }
    }

    /// <summary>The model on this machine that can guess ahead for another: of the same family, and so much smaller that it may pay. Whether it does is measured while it runs.</summary>
    /// <param name="model">What is known of the other.</param>
    /// <param name="found">The files on this machine.</param>
    /// <param name="cards">What is known of models.</param>
    /// <returns>Null where there is none.</returns>
    public static FoundFile? DraftFor(OpenModel? model, IReadOnlyList<FoundFile> found, OpenModelList cards)
    {
        if (model is not { Fim.Value: var family, Parameters.Value: var size })
        {
            return null;
        }

        return found.Select(file => (File: file, Card: file.Card is { } id ? cards.Find(id) : cards.FindByFile(Path.GetFileName(file.Path))))
            .Where(small => string.Equals(small.Card?.Fim?.Value, family, StringComparison.Ordinal) && small.Card!.Parameters?.Value <= size / LeastTimesLarger)
            .OrderBy(small => small.Card!.Parameters!.Value)
            .Select(small => small.File)
            .FirstOrDefault();
    }

    /// <summary>The models of the catalogue, and which of them suit this machine best.</summary>
    public IReadOnlyList<OfferedModel> Offers(ModelInventory inventory)
    {
        var machine = inventory.Machine;
        ModelRole[] roles = [ModelRole.Completion, ModelRole.Chat];
        var best = machine is null ? [] : roles.Select(role => (Role: role, Recommendation.For(Cards.Models, role, machine)?.Model.Id)).ToList();
        return [.. Cards.Models.Select(model => Offer(model, inventory, [.. best.Where(choice => string.Equals(choice.Id, model.Id, StringComparison.Ordinal)).Select(choice => choice.Role)]))];
    }

    /// <summary>A model of the lists with each of its files.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inventory">What is here.</param>
    /// <param name="recommended">For which jobs it is the best here.</param>
    public static OfferedModel Offer(OpenModel model, ModelInventory inventory, IReadOnlyList<ModelRole> recommended)
    {
        OfferedFile[] files = [.. model.Files.Select(file => Offer(model, file, inventory))];
        var first = files.FirstOrDefault();
        var isHere = inventory.Files.Any(here => string.Equals(here.Card?.Id, model.Id, StringComparison.Ordinal));
        return new OfferedModel(model.Id, model.Roles, first?.Quantisation, first?.Bytes, model.Licence?.Value, model.Commercial?.Value, first?.Fit, isHere, recommended) { Files = files };
    }

    private static OfferedFile Offer(OpenModel model, OpenModelFile file, ModelInventory inventory)
    {
        var measures = ModelMeasures.Of(model, file);
        var here = inventory.Files.FirstOrDefault(found =>
            string.Equals(found.Card?.Id, model.Id, StringComparison.Ordinal) && string.Equals(Path.GetFileName(found.Found.Path), file.FileName, StringComparison.OrdinalIgnoreCase));
        var plan = measures is not null && inventory.Machine is { } machine ? FitPlanner.Plan(measures, machine) : null;
        return new OfferedFile(file.Quantisation, here?.Header?.FileBytes ?? measures?.WeightBytes, here?.Plan ?? plan, here is not null, here?.Speed);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
