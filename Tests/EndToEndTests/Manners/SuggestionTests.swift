import Testing

/// What tools say of options that do not exist.
@Suite struct SuggestionTests {
    @Test(
        arguments: [
            ("vae-fit --hepl", "--help"), ("vae-fit --hidde 5", "--hidden"),
            ("vae-fit --lr 1", "--learning-rate"),
            ("vae-fit --learning_rate 1", "--learning-rate"), ("vae-fit --epoch 3", "--epochs"),
            ("vae-fit --latents 3", "--latent"), ("vae-fit --Latent 3", "--latent"),
            ("vae-fit --likelyhood gaussian", "--likelihood"), ("vae-fit --shuf 3", "--shuffle-block"),
            ("vae-plot training --ylin 0:1", "--ylim"), ("vae-plot --hepl", "--help"),
            ("vae-tensor import --heder no", "--header"), ("vae-fit \"--hidde'n\"", "--hidden"),
        ])
    func `a slip gets the option that was meant`(command: String, option: String) async throws {
        let outcome = try await Workplace().bash(command)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("Did you mean '\(option)'?\n"), "\(outcome.errors)")
    }

    @Test(
        arguments: [
            "vae-fit --z 3", "vae-fit --low 3", "vae-fit --mix 3", "vae-fit --nonsense", "vae-eval --lr 3",
            "vae-latent mean --z", "vae-plot scatter --rows 3", "vae-png --foo", "vae-info --bar",
        ])
    func `what is like no option gets no suggestion`(command: String) async throws {
        let outcome = try await Workplace().bash(command)
        #expect(outcome.status == 64)
        let option = command.split(separator: " ").first { $0.hasPrefix("--") }!
        #expect(outcome.errors.contains("Unknown option '\(option)'\n"), "\(outcome.errors)")
    }
}
