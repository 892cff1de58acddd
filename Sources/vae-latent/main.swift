import VAETools

LatentTool.start()
