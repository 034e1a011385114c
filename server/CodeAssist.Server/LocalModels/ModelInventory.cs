using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;

namespace CodeAssist.Server.LocalModels;

/// <summary>All model files on this machine, each looked into by the host.</summary>
/// <param name="Files">What there is.</param>
/// <param name="Machine">What they would run on; null where the host does not say.</param>
internal sealed record ModelInventory(IReadOnlyList<LocalModelFile> Files, Machine? Machine)
{
    /// <param name="found">The files.</param>
    /// <param name="shop">Knows what was measured, what is known of models, and what the user wants.</param>
    /// <param name="host">Reads headers and measures the machine.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ModelInventory> ReadAsync(
        IReadOnlyList<FoundFile> found, ModelShop shop, HostVisit host, CancellationToken cancellationToken)
    {
        var machine = await host.TryReadStatusAsync(cancellationToken) is { } status ? shop.MachineOf(status) : null;
        var (cards, shelf) = (shop.Cards, shop.Shelf.Read());
        var files = new List<LocalModelFile>();
        foreach (var file in found)
        {
            var (header, failure) = await host.InspectAsync(file.Path, cancellationToken);
            var card = file.Card is { } id ? cards.Find(id) : cards.FindByFile(Path.GetFileName(file.Path)) ?? (header is null ? null : cards.FindByName(header.Name));
            var plan = header is not null && machine is not null ? FitPlanner.Plan(MeasuresOf(header), machine) : null;
            files.Add(new LocalModelFile(file, header, failure, card, plan, shelf.Speeds.GetValueOrDefault(file.Path)));
        }

        return new ModelInventory(files, machine);
    }

    /// <summary>The machine as the host sees it: the GPU that it would take, and the memory that the CPU has. Of that llama.cpp calls all free.</summary>
    public static Machine? MachineOf(StatusResult status)
    {
        var cpu = status.Devices.FirstOrDefault(device => device.Kind is DeviceKind.Cpu);
        var chosen = status.Devices.FirstOrDefault(device => string.Equals(device.Name, status.Choice?.Device, StringComparison.Ordinal) && device.Kind is not DeviceKind.Cpu);
        return cpu is null ? null : new Machine(cpu.TotalBytes, Math.Min(cpu.FreeBytes, FreeMemory.Bytes()), chosen?.Description, chosen?.FreeBytes ?? 0)
        {
            SharesMemory = chosen?.Kind is DeviceKind.IntegratedGpu,
        };
    }

    private static ModelMeasures MeasuresOf(ModelFileDescription header)
    {
        // The header has the bytes of a token as such; one head of that width says the same.
        var headWidth = (int)Math.Max(1, header.KeyValueBytesPerToken / (4L * header.Layers));
        return new ModelMeasures(
            header.TensorBytes, header.ContextTokens, new NetworkShape(header.Layers, header.EmbeddingLength, 1, headWidth, header.FeedForwardLength, header.VocabularySize))
        {
            Shares = new WeightShares(header.Weights.Input, header.Weights.Output, header.Weights.Blocks),
        };
    }
}
